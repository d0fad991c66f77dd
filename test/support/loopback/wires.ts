import type { IncomingHttpHeaders } from 'node:http';

import { messagesError, messagesFrames, readMessages, type MessagesBody } from './anthropic';
import { chatError, chatFrames, readChat, type ChatBody } from './chat';
import { geminiError, geminiFrames, readGemini, type GeminiBody } from './gemini';
import { complainOfGemini } from './gemini-rules';
import type { Dialect, Host } from './hosts';
import type { Asked, Frame, Reply } from './reply';
import { readResponses, responsesError, responsesFrames, type ResponsesBody } from './responses';
import { complainOfChat, complainOfMessages, complainOfResponses } from './rules';

/** A body of any wire: each reader looks only at its own fields, after the shape was checked. */
export type AnyBody = MessagesBody & ResponsesBody & ChatBody & GeminiBody;

/** One wire, from the provider's side. */
export interface WireStandIn {
  read(body: AnyBody): Asked;
  /** What a real provider refuses although the shape is right. */
  complain(body: AnyBody, headers: IncomingHttpHeaders, host: Host): string | undefined;
  frames(reply: Reply): Generator<Frame>;
  /** The event that ends a stream that has begun and cannot go on. */
  breakOff(reply: Reply): string;
}

export const wires: Readonly<Record<Dialect, WireStandIn>> = {
  'anthropic-messages': {
    read: readMessages,
    complain: (body, headers) => complainOfMessages(body, String(headers['anthropic-version'] ?? '')),
    frames: messagesFrames,
    breakOff: messagesError,
  },
  'openai-responses': {
    read: readResponses,
    complain: complainOfResponses,
    frames: responsesFrames,
    breakOff: responsesError,
  },
  'openai-chat': {
    read: readChat,
    complain: (body, _headers, host) => complainOfChat(body, host.name),
    frames: chatFrames,
    breakOff: chatError,
  },
  gemini: {
    read: readGemini,
    complain: body => complainOfGemini(body, body.model),
    frames: geminiFrames,
    breakOff: geminiError,
  },
};
