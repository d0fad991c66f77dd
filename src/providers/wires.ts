import type { Wire } from '../domain/connection';
import type { Provider } from '../domain/ports';

/** The adapter of a wire. Each is a chunk of its own, loaded when first spoken. */
export async function providerFor(wire: Wire): Promise<Provider> {
  switch (wire) {
    case 'anthropic-messages':
      return (await import('./anthropic-messages')).anthropicMessages;
    case 'openai-responses':
      return (await import('./openai-responses')).openAiResponses;
    case 'openai-chat':
      return (await import('./openai-chat')).openAiChat;
    case 'gemini':
      return (await import('./gemini')).gemini;
    case 'simulated':
      return (await import('./simulated')).simulated();
  }
}
