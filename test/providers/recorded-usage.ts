import type { Wire } from '../../src/domain/connection';
import type { Usage } from '../../src/domain/usage';

/**
 * What a recorded usage comes to in classes that never overlap: a second opinion on the adapters, written from the
 * providers' field names alone, and the provider's own total where it tells one.
 */
export function classesOf(wire: Wire, raw: unknown): { classes: Partial<Usage>; total?: number } | undefined {
  const field = (path: string): number | undefined => {
    const found = path.split('.').reduce<unknown>((here, name) => (here as Record<string, unknown>)?.[name], raw);
    return typeof found === 'number' ? found : undefined;
  };
  const zero = (path: string) => field(path) ?? 0;
  switch (wire) {
    case 'anthropic-messages': {
      const hour = zero('cache_creation.ephemeral_1h_input_tokens');
      return known({
        input: field('input_tokens'),
        cacheRead: field('cache_read_input_tokens'),
        cacheWrite: minus(field('cache_creation_input_tokens'), hour),
        cacheWriteHour: hour === 0 ? undefined : hour,
        output: field('output_tokens'),
        reasoning: field('output_tokens_details.thinking_tokens'),
        webSearches: field('server_tool_use.web_search_requests'),
      });
    }
    case 'openai-responses':
      return known(
        {
          input: minus(
            field('input_tokens'),
            zero('input_tokens_details.cached_tokens') + zero('input_tokens_details.cache_write_tokens'),
          ),
          cacheRead: field('input_tokens_details.cached_tokens'),
          cacheWrite: field('input_tokens_details.cache_write_tokens'),
          output: field('output_tokens'),
          reasoning: field('output_tokens_details.reasoning_tokens'),
        },
        field('total_tokens'),
      );
    case 'openai-chat':
      return known(
        {
          input: minus(
            field('prompt_tokens'),
            (field('prompt_tokens_details.cached_tokens') ?? zero('prompt_cache_hit_tokens')) +
              zero('prompt_tokens_details.cache_write_tokens'),
          ),
          cacheRead: field('prompt_tokens_details.cached_tokens') ?? field('prompt_cache_hit_tokens'),
          cacheWrite: field('prompt_tokens_details.cache_write_tokens'),
          // What was not read was written: at xAI the answer's own figure leaves its reasoning out.
          output: minus(field('total_tokens'), zero('prompt_tokens')),
          reasoning: field('completion_tokens_details.reasoning_tokens'),
          webSearches: field('server_tool_use_details.web_search_requests'),
        },
        field('total_tokens'),
      );
    case 'gemini':
      return known(
        {
          input: minus(zero('promptTokenCount') + zero('toolUsePromptTokenCount'), zero('cachedContentTokenCount')),
          cacheRead: field('cachedContentTokenCount'),
          output: zero('candidatesTokenCount') + zero('thoughtsTokenCount'),
          reasoning: field('thoughtsTokenCount'),
        },
        field('totalTokenCount'),
      );
    case 'simulated':
      return undefined;
  }
}

const minus = (whole: number | undefined, part: number) => (whole === undefined ? undefined : whole - part);

/** The figures that are told; nothing where there are none. */
function known(figures: { [Name in keyof Usage]?: number | undefined }, total?: number) {
  const classes = Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined));
  if (figures.input === undefined) return undefined;
  return { classes, ...(total === undefined ? {} : { total }) };
}

/** All tokens of a usage. */
export const tokensOf = ({ input, cacheRead = 0, cacheWrite = 0, cacheWriteHour = 0, output }: Usage) =>
  input + cacheRead + cacheWrite + cacheWriteHour + output;
