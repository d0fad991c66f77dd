import { signedWords, signs, type GeminiBody, type GeminiContent, type GeminiPart } from './gemini';
import { isSealed } from './seals';

/** What Google refuses: a shape it does not know (no description of it lies here, so by hand), then what makes no sense. */

const host = 'generativelanguage.googleapis.com';

type Shape = { readonly [field: string]: Shape | 'text' | 'count' | 'number' | 'yes or no' | 'anything' | [Shape] };

const part: Shape = {
  text: 'text',
  thought: 'yes or no',
  thoughtSignature: 'text',
  inlineData: { mimeType: 'text', data: 'text' },
  functionCall: { id: 'text', name: 'text', args: 'anything' },
  functionResponse: { id: 'text', name: 'text', response: 'anything' },
};

const shape: Shape = {
  contents: [{ role: 'text', parts: [part] }],
  systemInstruction: { role: 'text', parts: [part] },
  tools: [{ functionDeclarations: [{ name: 'text', description: 'text', parametersJsonSchema: 'anything' }] }],
  generationConfig: {
    maxOutputTokens: 'count',
    temperature: 'number',
    responseMimeType: 'text',
    responseJsonSchema: 'anything',
    thinkingConfig: { includeThoughts: 'yes or no', thinkingLevel: 'text', thinkingBudget: 'count' },
  },
  store: 'yes or no',
};

/** The first thing wrong with a body's shape, in Google's words, or nothing. */
export function wrongGeminiShape(body: unknown): string | undefined {
  return wrongObject(shape, body, '');
}

function wrongObject(wanted: Shape, value: unknown, place: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `Invalid value at '${place}'`;
  for (const [name, field] of Object.entries(value)) {
    const kind = wanted[name];
    const where = place === '' ? name : `${place}.${name}`;
    if (kind === undefined)
      return `Invalid JSON payload received. Unknown name "${name}" at '${place}': Cannot find field.`;
    const wrong = wrongValue(kind, field, where);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongValue(kind: Shape[string], value: unknown, place: string): string | undefined {
  const invalid = (isRight: boolean) => (isRight ? undefined : `Invalid value at '${place}': ${JSON.stringify(value)}`);
  switch (kind) {
    case 'text':
      return invalid(typeof value === 'string');
    case 'number':
      return invalid(typeof value === 'number');
    case 'count':
      return invalid(typeof value === 'number' && Number.isInteger(value) && value > 0);
    case 'yes or no':
      return invalid(typeof value === 'boolean');
    case 'anything':
      return invalid(typeof value === 'object' && value !== null && !Array.isArray(value));
    default:
      if (!Array.isArray(kind)) return wrongObject(kind, value, place);
      if (!Array.isArray(value)) return invalid(false);
      return value.map((one, index) => wrongObject(kind[0], one, `${place}[${index}]`)).find(wrong => wrong);
  }
}

/** What is refused although the shape is right. */
export function complainOfGemini(body: GeminiBody, model: string): string | undefined {
  const { contents, systemInstruction } = body;
  if (contents.length === 0) return '* GenerateContentRequest.contents: contents is not specified';
  if (systemInstruction && !systemInstruction.parts.some(({ text }) => text)) {
    return '* GenerateContentRequest.system_instruction.parts: contents.parts must not be empty.';
  }
  const lastSaid = contents.findLastIndex(({ role, parts }) => role === 'user' && parts.some(({ text }) => text));
  for (const [index, content] of contents.entries()) {
    const complaint =
      complainOfParts(content, `contents[${index}]`, model) ??
      complainOfCalls(contents[index - 1], content, contents[index + 1]);
    if (complaint !== undefined) return complaint;
    const call = content.parts.find(({ functionCall }) => functionCall);
    // Only calls of the turn that goes on are checked.
    if (signs(model) && index > lastSaid && call && call.thoughtSignature === undefined) {
      return 'Function call is missing a thought_signature in functionCall parts.';
    }
  }
  return undefined;
}

function complainOfParts({ role, parts }: GeminiContent, place: string, model: string): string | undefined {
  if (role !== 'user' && role !== 'model') return 'Please use a valid role: user, model.';
  if (parts.length === 0) return `* GenerateContentRequest.${place}.parts: contents.parts must not be empty.`;
  for (const one of parts) {
    const data = [one.text, one.inlineData, one.functionCall, one.functionResponse].filter(
      value => value !== undefined,
    );
    if (data.length !== 1)
      return `* GenerateContentRequest.${place}.parts: required oneof field 'data' must have one initialized field`;
    if (one.text === '' && one.thoughtSignature === undefined) return `${place}: a part without words`;
    if (one.thoughtSignature !== undefined && !isOurs(one, one.thoughtSignature, model))
      return 'Corrupted thought signature.';
  }
  return undefined;
}

/** The documented marker for calls of other models, or what this host made over the same words in the same generation. */
function isOurs(signed: GeminiPart, signature: string, model: string): boolean {
  if (signature === 'skip_thought_signature_validator') return signed.functionCall !== undefined;
  const maker = Buffer.from(signature, 'base64').toString('utf8').split('\n')[1] ?? '';
  return isSealed(host, signedWords(signed), signature) && generation(maker) === generation(model);
}

const generation = (model: string) => /^gemini-\d+/.exec(model)?.[0];

function complainOfCalls(
  before: GeminiContent | undefined,
  { parts }: GeminiContent,
  after: GeminiContent | undefined,
): string | undefined {
  const asked = parts.flatMap(({ functionCall }) => functionCall ?? []);
  if (asked.length > 0 && before?.role !== 'user')
    return 'Please ensure that function call turn comes immediately after a user turn or after a function response turn.';
  const given = after?.parts.flatMap(({ functionResponse }) => functionResponse ?? []) ?? [];
  if (asked.length > 0 && given.length !== asked.length)
    return 'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.';
  const stray = asked.find(({ id, name }, index) => id !== given[index]?.id || name !== given[index]?.name);
  if (stray) return `No function response for the function call ${stray.name}.`;
  const answers = parts.some(({ functionResponse }) => functionResponse);
  return answers && !before?.parts.some(({ functionCall }) => functionCall)
    ? 'Please ensure that function response turn comes immediately after a function call turn.'
    : undefined;
}
