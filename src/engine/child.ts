import type { RunEvent } from '../domain/event';
import type { ActState } from '../domain/fold';
import { unionLabels } from '../domain/label';
import { plainText } from '../domain/part';
import type { Errand } from '../domain/tool';
import { writeOutcome } from '../storage/acts';
import { readAgent } from '../storage/agents';
import { beginErrands, readErrand, type ErrandReading, type NewErrand } from '../storage/errands';
import { askingMessage } from '../storage/messages';
import { writeWithRoom } from './full-disk';
import type { LeasedRun, Outcome } from './leased-run';
import type { ToolDesk } from './tool-desk';
import { findCall, resultMessage } from './tool-result';
import { titleOf } from './title';

/** An errand, and the intent of the call that asks for it. */
interface Asked {
  errand: Errand;
  intent: NewErrand['intent'];
}

/** Sends colleagues; the run waits until the first of them is back. */
export async function sendOut({ run, labels }: ToolDesk, asked: readonly Asked[]): Promise<Outcome> {
  const { engine, lead, row } = run;
  const asker = await readAgent(engine.workspace, row.agent);
  const errands = await Promise.all(
    asked.map(async ({ errand, intent }): Promise<NewErrand[]> => {
      const agent = await readAgent(engine.workspace, errand.colleague);
      if (!agent?.connection) return [];
      const model = { connection: agent.connection, model: agent.body.model };
      const text = briefOf(errand, asker?.body.name ?? '');
      const { budget } = errand;
      const limited = budget === undefined ? {} : { budget };
      return [{ intent, agent: agent.id, model, title: titleOf(errand.brief), text, labels, ...limited }];
    }),
  );
  const began = await beginErrands(engine.workspace, lead.epoch, row, errands.flat());
  return { go: began ? 'over' : 'on' };
}

const briefOf = ({ brief, expected }: Errand, asker: string): string =>
  `${brief}\n\nWhat should come back: ${expected}\n\nYour last answer goes back to ${asker}, who asked you and sees nothing else of your work.`;

/** The run that an act began is over: what it came to is the result of the call that asked for it. */
export async function readChild(run: LeasedRun, act: ActState): Promise<Outcome> {
  const { engine, lead, row } = run;
  const { workspace } = engine;
  const { id, attempt, call = '', tool, started } = act;
  const child = await readErrand(workspace, id);
  const agent = child && (await readAgent(workspace, child.row.agent));
  const [asked, asking] = await Promise.all([findCall(engine, row, call), askingMessage(workspace, row.tip)]);
  const { output, ending } = told(child, agent?.body.name ?? 'The colleague');
  const message = resultMessage(
    asked,
    { call, name: asked.part.name, output, ...(ending === 'succeeded' ? {} : { isError: true }) },
    {
      act: id,
      labels: unionLabels([asking.row.labels, child?.said.row.labels]),
      duration: engine.now() - started,
    },
  );
  await writeWithRoom(run, () =>
    writeOutcome(workspace, lead.epoch, row.id, {
      events: [endOf(ending, { act: id, attempt, message: message.id })],
      messages: [message],
      activity:
        ending === 'succeeded'
          ? [{ kind: 'tool-used', agent: row.agent, conversation: row.conversation, tool: tool ?? asked.part.name }]
          : [],
    }),
  );
  return { go: 'on' };
}

type Ending = 'succeeded' | 'failed' | 'cancelled';

/** What the model is told: what the colleague said last, or honestly why there is nothing. */
function told(child: ErrandReading | undefined, name: string): { output: string; ending: Ending } {
  const status = child?.row.status;
  const words = child?.said.row.role === 'agent' ? plainText(child.said.body.parts) : '';
  const rest = words === '' ? '' : ` Said before that: ${words}`;
  if (status?.is === 'succeeded')
    return { output: words === '' ? `${name} came back without a word.` : words, ending: 'succeeded' };
  if (status?.is === 'failed')
    return { output: `${name} could not finish (${status.error.code}).${rest}`, ending: 'failed' };
  return { output: `The user stopped ${name}.${rest}`, ending: 'cancelled' };
}

function endOf(
  ending: Ending,
  about: Pick<Extract<RunEvent, { kind: 'act-succeeded' }>, 'act' | 'attempt' | 'message'>,
): RunEvent {
  switch (ending) {
    case 'succeeded':
      return { kind: 'act-succeeded', ...about };
    case 'cancelled':
      return { kind: 'act-cancelled', ...about };
    case 'failed':
      return {
        kind: 'act-failed',
        ...about,
        error: { code: 'tool-failed', retryable: false, parameters: {} },
        final: true,
      };
  }
}
