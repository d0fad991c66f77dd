import type { Id } from '../domain/id';
import { sourceOf } from '../domain/label';
import type { Label } from '../domain/row';
import { toolId, type Preview, type Tool } from '../domain/tool';
import { canonicalHash } from '../lib/canonical-hash';

/** Hash of what a tool takes: a grant for another shape is void. */
export const schemaHash = (tool: Pick<Tool, 'input'>): string => canonicalHash(tool.input);

/** What an approval of a tool call holds for, besides the tool. */
export interface Approved {
  /** Canonical. */
  input: unknown;
  /** A file that would be written over is part of it. */
  preview: Preview;
  labels: readonly Label[];
  /** The connection of the run that asks. */
  connection: Id<'connection'>;
  run: Id<'run'>;
  act: Id<'act'>;
}

/** What an approval is bound to; if any of it differs when the tool is to be used, it is asked again (RUNTIME: Gates). */
export function fingerprint(tool: Tool, { input, preview, labels, connection, run, act }: Approved): string {
  const over = preview.kind === 'file' && preview.over !== undefined ? [preview.over] : [];
  const sources = labels.map(sourceOf).sort();
  return canonicalHash({
    tool: toolId(tool),
    schema: schemaHash(tool),
    input,
    over,
    labels: sources,
    connection,
    run,
    act,
  });
}

/** What makes two calls the same for the loop guard; nothing for a tool that asks again on purpose. */
export function sameness(tool: Tool, input: unknown): string | undefined {
  if (tool.polls) return undefined;
  const cosmetic = new Set(tool.cosmetic);
  const kept =
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? Object.fromEntries(Object.entries(input).filter(([name]) => !cosmetic.has(name)))
      : input;
  return canonicalHash({ tool: toolId(tool), input: kept }).slice(0, 32);
}
