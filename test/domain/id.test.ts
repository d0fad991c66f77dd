import { describe, expect, it } from 'vitest';
import { derivedId, newId } from '../../src/domain/id';

const zeros = (size: number) => new Uint8Array(size);

describe('ids', () => {
  it('sort by creation', () => {
    expect(newId(1_000, zeros) < newId(1_001, zeros)).toBe(true);
  });

  it('are version 7 and variant 10, with the time in the first 48 bits', () => {
    expect(newId(0x0123_4567_89ab, zeros)).toBe('01234567-89ab-7000-8000-000000000000');
  });

  it('that two devices derive from the same key are the same, version 8', () => {
    expect(derivedId('slot', 'a')).toBe(derivedId('slot', 'a'));
    expect(derivedId('slot', 'a')).not.toBe(derivedId('slot', 'b'));
    expect(derivedId('slot', 'a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
