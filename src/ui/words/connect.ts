import type { ProviderName } from '../../domain/connection';
import { number } from '../formats';
import { wording } from './language';

/** Proper names; the same in every language. */
export const providerNames: Record<ProviderName, string> = {
  anthropic: 'Anthropic',
  openai: 'OpenAI',
  openrouter: 'OpenRouter',
  groq: 'Groq',
  mistral: 'Mistral',
  deepseek: 'DeepSeek',
  xai: 'xAI',
  google: 'Google',
  custom: 'Own server',
  simulated: 'Demo team',
};

export const connectWords = wording('connect', {
  orPaste: 'Or paste a key you have',
  key: 'API key',
  keyHint: 'It goes straight into the vault. No screen can read it again.',
  provider: 'Provider',
  several: 'More than one provider makes keys like this. Which one is it from?',
  unknown: 'The beginning of this key is not known. Which provider is it from?',
  chooseProvider: 'Choose',
  providerNeeded: 'Choose the provider: the key is sent there and nowhere else.',
  recognised: 'recognised by its prefix',
  chosen: 'chosen by you',
  admin: (provider: string) =>
    `This is an admin key of ${provider}: it manages an organisation and cannot ask models. Make an ordinary key in the same console and paste that one.`,
  test: 'Test the key',
  testing: 'Testing the key',
  answers: 'Answers from this page',
  yes: 'yes',
  notYet: 'not yet',
  modelsCount: 'Models it may use',
  testCost: 'Cost of this test',
  noAnswer: 'The test failed',
  keepAnyway: 'Keep it and test later',
  serverName: 'Name',
  serverNameDefault: 'My server',
  baseUrl: 'Base URL',
  baseUrlHint:
    'Any server that speaks one of these protocols: Ollama, LM Studio, llama.cpp, vLLM, a gateway. It usually ends in /v1.',
  speaks: 'Protocol',
  protocols: {
    'openai-chat': 'OpenAI Chat Completions (most servers)',
    'openai-responses': 'OpenAI Responses',
    'anthropic-messages': 'Anthropic Messages',
    gemini: 'Google Gemini',
  },
  baseUrlWrong: 'A full address, such as http://localhost:11434/v1. Plain http only on this computer.',
  serverKey: 'Key, if it needs one',
  stepUp: 'Passphrase',
  stepUpHint: 'Before a key may go to a new address, type the passphrase again.',
  stepUpNeeded: 'This address is new here: type the passphrase to allow it.',
  addServer: 'Add the server',
  noKeyYet: 'I have no key yet',
  guideLine: 'You need an account with credit at one provider. It takes a few minutes.',
  guides: {
    openrouter: {
      why: 'One key for the models of nearly all providers; a key can carry its own spending limit.',
      steps: 'Sign up, buy credit, make a key. Set a credit limit on the key itself: then it can never cost more.',
    },
    anthropic: {
      why: 'Claude models, straight from their maker.',
      steps: 'Sign up for the developer platform, buy credit, make a key. Set a monthly limit under Limits.',
    },
    openai: {
      why: 'GPT models, straight from their maker.',
      steps: 'Sign up for the API platform, buy credit, make a project key. Set a budget under Limits.',
    },
    google: {
      why: 'Gemini models, straight from their maker; some answer a little every day without credit.',
      steps:
        'Sign in to AI Studio and make a key. With billing set up, Google does not use what you send to improve its products; without it, it may. Set a monthly cap under Spend.',
    },
  },
  signUp: 'Where to sign up',
  makeKey: 'Where keys are made',
  setLimit: 'Where to set a limit',
  firstTask:
    'A first task usually costs a cent or two on a small model; the most it can cost is shown before you send it.',
  models: (count: number) => (count === 1 ? '1 model' : `${number(count)} models`),
});

/** Addresses of the consoles, as linked in the providers' own documents, November 2026. */
export const consoles = {
  openrouter: {
    signUp: 'https://openrouter.ai/',
    makeKey: 'https://openrouter.ai/settings/keys',
    setLimit: 'https://openrouter.ai/settings/keys',
  },
  anthropic: {
    signUp: 'https://platform.claude.com/',
    makeKey: 'https://platform.claude.com/settings/keys',
    setLimit: 'https://platform.claude.com/settings/limits',
  },
  openai: {
    signUp: 'https://platform.openai.com/signup',
    makeKey: 'https://platform.openai.com/api-keys',
    setLimit: 'https://platform.openai.com/settings/organization/limits',
  },
  google: {
    signUp: 'https://aistudio.google.com/',
    makeKey: 'https://aistudio.google.com/apikey',
    setLimit: 'https://aistudio.google.com/spend',
  },
} as const;
