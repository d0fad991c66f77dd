import { AppError } from '../../domain/error';
import type { Id } from '../../domain/id';
import { readRun, appendEvents } from '../../storage/runs';
import { answerRequests, requestBody, requestRow, type GivenAnswer } from '../../storage/requests';
import { sendMessage } from '../../storage/send';
import { readZone } from '../../storage/settings';
import { steerRun } from '../../storage/steer';
import type { RequestRow } from '../../domain/request';
import { toolId } from '../../domain/tool';
import type { RequestAnswer } from '../door';
import type { Engine } from '../engine';
import { fingerprint } from '../fingerprint';
import type { VerbHandlers } from '../serve-door';
import { spoken } from '../spoken';
import { contextFor } from '../tool-context';

type Names = 'pause' | 'resume' | 'steer' | 'answer';

/** What a screen does to runs at work. */
export function runVerbs(engine: Engine): Pick<VerbHandlers, Names> {
  const { workspace } = engine;
  return {
    pause: (_, run) => appendEvents(workspace, 0, run, [{ kind: 'pause-requested' }]),
    resume: (_, run) => appendEvents(workspace, 0, run, [{ kind: 'resume-requested' }]),
    async steer(_, run, text, options) {
      const said = await spoken(workspace, { ...options, text });
      const from = options?.from === undefined ? {} : { from: options.from };
      if (await steerRun(workspace, run, said.parts, { labels: said.labels, ...from })) return;
      const { row } = await readRun(workspace, run);
      const { conversation, agent, simulated } = row;
      const { model } = row.body;
      await sendMessage(workspace, {
        conversation,
        agent,
        simulated,
        ...said,
        ...from,
        agentModel: model,
      });
    },
    async answer(_, answers) {
      const byRun = new Map<Id<'run'>, GivenAnswer[]>();
      for (const answer of answers) {
        const row = await requestRow(workspace, answer.request);
        byRun.set(row.run, [...(byRun.get(row.run) ?? []), await complete(row, answer)]);
      }
      const late: Id<'request'>[] = [];
      for (const [run, given] of byRun) late.push(...(await answerRequests(workspace, run, given)));
      return late;
    },
  };

  /** An edited input is what will be done, so the approval is bound to it. */
  async function complete(row: RequestRow, { request, answer, said, input }: RequestAnswer): Promise<GivenAnswer> {
    const given = { request, answer, ...(said === undefined ? {} : { said }) };
    if (answer !== 'edited') return given;
    const tool = engine.tools.find(one => toolId(one) === row.tool);
    if (!tool || !row.act) throw new AppError('tool-unknown', { parameters: { tool: row.tool ?? '' } });
    const { labels = [] } = await requestBody(workspace, row);
    const canonical = tool.canonical?.(input) ?? input;
    const zone = await readZone(workspace);
    const context = contextFor(engine, row.task, { zone, abort: new AbortController().signal, colleagues: [] });
    const preview = (await tool.preview?.(canonical, context)) ?? { kind: 'input' };
    const { run, act } = row;
    const { connection } = (await readRun(workspace, run)).row.body.model;
    const approved = { input: canonical, preview, labels, connection, run, act };
    return { ...given, input, fingerprint: fingerprint(tool, approved) };
  }
}
