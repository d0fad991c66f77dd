import type { Provider } from '../domain/ports';
import { chatBody } from './openai-chat-request';
import { chatReader } from './openai-chat-stream';
import { checkOpenAiKey, headers, listOpenAiModels } from './openai-models';
import { hostOf } from './turns';
import { streamReply } from './wire-call';

/** Chat Completions: OpenRouter, and every server that calls itself compatible. The vault adds `authorization`. */
export const openAiChat: Provider = {
  stream(endpoint, request, call) {
    const { model, turns } = request;
    const reader = chatReader({ model, host: hostOf(endpoint.baseUrl), turn: turns.length });
    const body = chatBody(endpoint, request);
    return streamReply(call, { url: `${endpoint.baseUrl}/chat/completions`, headers, body }, reader);
  },
  body: chatBody,
  listModels: listOpenAiModels,
  check: checkOpenAiKey,
  async account(endpoint, call) {
    if (endpoint.provider !== 'openrouter') return undefined;
    return (await import('./openrouter-account')).readAccount(endpoint, call);
  },
  async bill(endpoint, id, call) {
    if (endpoint.provider !== 'openrouter') return undefined;
    return (await import('./openrouter-account')).readBill(endpoint, id, call);
  },
};
