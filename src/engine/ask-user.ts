import { derivedId } from '../domain/id';
import { toolId, type Question } from '../domain/tool';
import { openRequests, type NewRequest } from '../storage/requests';
import type { Outcome } from './leased-run';
import type { PreparedCall, ToolDesk } from './tool-desk';

/**
 * Asks leave for these calls, all at once so that the user decides once. The same call with the same content is the same
 * request for every leader; one whose content has changed since is asked anew.
 */
export async function askLeave({ run, labels }: ToolDesk, calls: readonly PreparedCall[]): Promise<Outcome> {
  const { engine, lead, row } = run;
  const requests = calls.map(({ act, part, tool, input, preview, fingerprint, verdict }): NewRequest => {
    const id = tool ? toolId(tool) : part.name;
    return {
      request: derivedId<'request'>('approval', `${act}|${fingerprint}`),
      asks: 'approval',
      act,
      call: part.call,
      tool: id,
      fingerprint,
      body: {
        tool: id,
        input,
        preview,
        ...(verdict.is === 'ask' ? { because: verdict.because } : {}),
        ...(labels.length > 0 ? { labels: [...labels] } : {}),
      },
    };
  });
  await openRequests(engine.workspace, lead.epoch, row.id, requests, {
    after: [{ kind: 'run-waiting', for: 'approval' }],
  });
  return { go: 'over' };
}

/** Puts an agent's question to the user. */
export async function putQuestion({ run }: ToolDesk, call: PreparedCall, question: Question): Promise<Outcome> {
  const { engine, lead, row } = run;
  const { act, part, tool } = call;
  const about = { act, call: part.call, ...(tool ? { tool: toolId(tool) } : {}) };
  const request = derivedId<'request'>('question', act);
  await openRequests(
    engine.workspace,
    lead.epoch,
    row.id,
    [{ request, asks: 'question', ...about, body: { question, ...(tool ? { tool: toolId(tool) } : {}) } }],
    { after: [{ kind: 'run-waiting', for: 'input' }] },
  );
  return { go: 'over' };
}
