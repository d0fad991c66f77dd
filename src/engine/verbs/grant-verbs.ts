import { AppError } from '../../domain/error';
import { sourceOf } from '../../domain/label';
import { toolId } from '../../domain/tool';
import { addGrant, dropGrant, approvedInputs } from '../../storage/grants';
import { requestBody, requestRow } from '../../storage/requests';
import type { Engine } from '../engine';
import { schemaHash } from '../fingerprint';
import type { VerbHandlers } from '../serve-door';

type Names = 'proposeGrant' | 'setGrant' | 'dropGrant';

/** What a screen does to what agents may do unasked. */
export function grantVerbs({ workspace, tools }: Engine): Pick<VerbHandlers, Names> {
  return {
    async proposeGrant(_, id) {
      const row = await requestRow(workspace, id);
      const tool = tools.find(one => toolId(one) === row.tool);
      const body = await requestBody(workspace, row);
      if (!tool || body.input === undefined) return undefined;
      const inputs = [...(await approvedInputs(workspace, row.agent, toolId(tool))), body.input];
      const { learn, learnWider } = await import('../../domain/learn');
      const learnt = learn(inputs, tool) ? inputs : [body.input];
      const when = learn(learnt, tool);
      const wider = learnWider(learnt, tool);
      const trusts = (body.labels ?? []).map(sourceOf);
      if (!when) return undefined;
      const proposal = { agent: row.agent, tool: toolId(tool), schema: schemaHash(tool), when, trusts };
      return { ...proposal, ...(wider ? { wider } : {}) };
    },
    setGrant(_, { agent, decision, run, expires, perDay, ...given }) {
      const tool = tools.find(one => toolId(one) === given.tool);
      if (!tool) throw new AppError('tool-unknown', { parameters: { tool: given.tool } });
      const body = { ...given, schema: given.schema ?? schemaHash(tool) };
      return addGrant(workspace, {
        agent,
        decision,
        body,
        ...(run ? { run } : {}),
        ...(expires === undefined ? {} : { expires }),
        ...(perDay === undefined ? {} : { perDay }),
      });
    },
    dropGrant: (_, id, gone = true) => dropGrant(workspace, id, gone),
  };
}
