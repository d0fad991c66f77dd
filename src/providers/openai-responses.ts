import type { Provider } from '../domain/ports';
import { checkOpenAiKey, headers, listOpenAiModels } from './openai-models';
import { responsesBody } from './openai-responses-request';
import { cancelReply, resumeReply } from './openai-responses-resume';
import { responsesReader } from './openai-responses-stream';
import { hostOf } from './turns';
import { streamReply } from './wire-call';

/** OpenAI's Responses API, and servers that speak it. The vault adds `authorization`. */
export const openAiResponses: Provider = {
  stream(endpoint, request, call) {
    const reader = responsesReader({ model: request.model, host: hostOf(endpoint.baseUrl) });
    const body = responsesBody(endpoint, request);
    return streamReply(call, { url: `${endpoint.baseUrl}/responses`, headers, body }, reader);
  },
  resume: resumeReply,
  cancel: cancelReply,
  body: responsesBody,
  listModels: listOpenAiModels,
  check: checkOpenAiKey,
};
