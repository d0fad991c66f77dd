import type { Cause, Examined } from '../../domain/finding';
import type { ProviderName } from '../../domain/connection';
import { number } from '../formats';
import { wording } from './language';

type Repair = (headers: string, origin: string) => string;

/** How local servers are told to let a page in, by the port they listen at unless told otherwise. */
const servers: Readonly<Record<string, Repair>> = {
  '11434': (_, origin) => `This looks like Ollama: start it with OLLAMA_ORIGINS=${origin}.`,
  '1234': () => 'This looks like LM Studio: turn on “Enable CORS” in its server settings.',
};

const causes: Record<Cause, Repair> = {
  silent: () =>
    'Nothing answers there. Check the address and that the server runs; a firewall, an ad blocker, a redirect, a certificate the browser does not trust, or a browser that was not allowed to reach the local network looks the same from a page.',
  origin: (_, origin) =>
    `The server answers, but not to this page: the header access-control-allow-origin is missing. Let it allow ${origin}. Servers that leave the header out of refusals look the same: then the key or the path is wrong.`,
  headers: headers =>
    `The server does not allow a header that is needed: add ${headers} to access-control-allow-headers.`,
  either: () =>
    'This provider lets pages in, but its refusal of a key cannot be read by one: most likely the key is wrong or revoked. Look at it in the provider’s console.',
  unsteady: () => 'It refused at first and answered a moment later. Examine it again.',
  unasked: () => 'The model was offered a tool and answered without it. Another model may use it.',
  'refused-tools': () =>
    'With a tool the request is refused, without it goes through: take the tools from agents on this model.',
  'no-usage': () => 'The server does not say how many tokens it used: costs are estimates here.',
  'no-models': () => 'The list is empty: type the id of a model where one is asked for.',
};

export const examineWords = wording('examine', {
  title: 'Does it work?',
  line: 'Looks at each part through the vault’s worker. This much is free.',
  examine: 'Examine',
  examining: 'Examining',
  again: 'Examine again',
  results: 'What was found',
  of: {
    reach: 'Reached',
    cors: 'Readable by this page (CORS)',
    key: 'Key accepted',
    models: 'Lists its models',
    stream: 'Streams answers',
    tools: 'Asks for tools',
    usage: 'Tells what it used',
  } satisfies Record<Examined, string>,
  is: { works: 'works', fails: 'fails', unclear: 'cannot be told', untried: 'not tried' },
  models: (count: number) => (count === 1 ? '1 model' : `${number(count)} models`),
  causes,
  servers,
  tryTitle: 'Try a model',
  tryLine:
    'Streaming, tools and usage can only be seen in a real answer: one tiny call, two at most. It is booked as a key test.',
  model: 'Model',
  atMost: (amount: string) => `At most ${amount}.`,
  unpriced: 'No source knows what this model costs.',
  tryIt: 'Try it',
  trying: 'Trying',
  cost: (amount: string) => `It cost ${amount}.`,
  notExamined: 'Not examined',
  notTried: 'Not tried',
});

export const accountWords = wording('key-account', {
  title: 'Does the bill agree?',
  line: 'Asks OpenRouter what calls did cost that were cut off and only estimated, corrects them in the ledger, and compares the rest with what the key has spent.',
  compare: 'Compare with OpenRouter',
  comparing: (share: string) => `Comparing, ${share}`,
  used: 'Spent with this key',
  limit: 'Limit',
  left: 'Left',
  unlimited: 'none',
  limitIs: (amount: string, every: string | undefined) => (every === undefined ? amount : `${amount}, ${every}`),
  unread: 'OpenRouter could not be asked about the key',
  corrected: 'Estimates corrected',
  correctedValue: (calls: string, before: string, after: string) => `${calls}: ${before} → ${after}`,
  none: 'none',
  missing: 'Not known there (yet)',
  nameless: 'Ended before they had an id',
  since: (time: string) => `Billed since ${time}`,
  booked: 'In the ledger for that time',
  difference: 'Difference',
  agrees: 'They agree.',
  differs: 'Other apps or devices on this key, calls still under way, or rounding.',
  first: 'The key’s total is noted: the next comparison shows what came since.',
  notCompared: 'Not compared',
});

/** What is known of what each provider keeps, and what Retinue asks of it. */
const keeps: Record<ProviderName, string> = {
  // https://privacy.claude.com and https://platform.claude.com/docs/en/build-with-claude/api-and-data-retention, 2026-11
  anthropic:
    'Anthropic keeps what its commercial terms say, unless your organisation has agreed to zero retention; it does not train on what the API is sent without leave. Prompt caching keeps hashes of the beginning of a request for minutes.',
  // https://developers.openai.com/api/docs/guides/your-data, 2026-11
  openai:
    'Retinue asks OpenAI to store no answer (store: false); one that it goes on with in the background is kept about ten minutes. Logs against abuse are kept up to 30 days unless your project has zero data retention. Not used for training unless you opted in.',
  openrouter:
    'OpenRouter passes requests on to whoever serves the model, and each of them has rules of its own. The switches below are sent with every request.',
  google:
    'Without billing set up, Google may use what you send to improve its products and people may read it; with billing it does not. Logs against abuse are kept for a limited time.',
  groq: 'Groq’s own terms decide what is kept; its console has a switch for zero data retention.',
  mistral: 'Mistral’s own terms decide what is kept; its console has switches for training and retention.',
  deepseek: 'DeepSeek’s own terms decide what is kept and used for training. Retinue has no switch for it.',
  xai: 'xAI’s own terms decide what is kept. Retinue has no switch for it.',
  custom: 'Whoever runs this server decides what it keeps. Nothing goes anywhere else.',
  simulated: 'Nothing leaves this device.',
};

export const retentionWords = wording('retention', {
  title: 'What it keeps',
  keeps,
  source: 'In the provider’s own words',
  sources: {
    anthropic: 'https://privacy.claude.com/',
    openai: 'https://developers.openai.com/api/docs/guides/your-data',
    openrouter: 'https://openrouter.ai/docs/features/privacy-and-logging',
    google: 'https://ai.google.dev/gemini-api/terms',
    groq: 'https://console.groq.com/docs/your-data',
    mistral: 'https://mistral.ai/terms',
    deepseek: 'https://platform.deepseek.com/',
    xai: 'https://x.ai/legal',
    custom: '',
    simulated: '',
  } satisfies Record<ProviderName, string>,
});
