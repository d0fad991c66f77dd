import { describe, expect, it } from 'vitest';

import { addPieces, argumentsOf } from '../../src/providers/gemini-arguments';

describe('arguments in pieces', () => {
  const made = (pieces: object[]) => {
    const whole = argumentsOf(undefined);
    addPieces(whole, pieces);
    return JSON.parse(JSON.stringify(whole));
  };

  it('find their places in objects and lists', () => {
    expect(
      made([
        { jsonPath: "$.stops[0]['the name']", stringValue: 'Graz' },
        { jsonPath: '$.stops[1].nights', numberValue: 2 },
        { jsonPath: '$.fast', boolValue: false },
        { jsonPath: '$.note', nullValue: 'NULL_VALUE' },
      ]),
    ).toEqual({ stops: [{ 'the name': 'Graz' }, { nights: 2 }], fast: false, note: null });
  });

  it('never reach beyond a list or into what all objects share', () => {
    const far = made([
      { jsonPath: '$.list[0]', stringValue: 'a' },
      { jsonPath: '$.list[999999999]', stringValue: 'b' },
      { jsonPath: '$.list.length', numberValue: 999_999_999 },
      { jsonPath: '$.__proto__.polluted', boolValue: true },
      { jsonPath: '$', stringValue: 'nowhere' },
    ]);
    expect(far['list']).toEqual(['a']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
