/** A tool's input as the user can edit it: its text where it has one, else the whole as JSON. */
type Editable = { kind: 'text'; field: string; text: string } | { kind: 'json'; text: string };

/** Fields that hold what a person would call the text. */
const textFields = ['content', 'text', 'body'];

/** What to put into the editor. */
export function editable(input: unknown): Editable {
  if (isRecord(input)) {
    for (const field of textFields) {
      const text = input[field];
      if (typeof text === 'string') return { kind: 'text', field, text };
    }
  }
  return { kind: 'json', text: JSON.stringify(input, null, 2) ?? '' };
}

/** The input with what the editor holds; nothing where that is not JSON. */
export function withEdit(input: unknown, edited: Editable, text: string): { input: unknown } | undefined {
  if (edited.kind === 'text') return { input: { ...(isRecord(input) ? input : {}), [edited.field]: text } };
  try {
    return { input: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** An object with named values. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
