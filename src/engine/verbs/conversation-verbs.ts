import { AppError } from '../../domain/error';
import { connectionWithKey } from '../../storage/connections';
import { patchConversation, readConversation } from '../../storage/conversations';
import { readAgent } from '../../storage/agents';
import { appendEvents } from '../../storage/runs';
import { continueRun, retryRun, sendMessage, showRun, showVersion } from '../../storage/send';
import { keepAskedOnce, keepUnsent } from '../../storage/unsent';
import type { ModelChoice } from '../../domain/agent';
import type { NewMessage, Verbs } from '../door';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';
import { spoken } from '../spoken';

type Names =
  | 'sendMessage'
  | 'retry'
  | 'continueAnswer'
  | 'stop'
  | 'showVersion'
  | 'showRun'
  | 'markRead'
  | 'keepUnsent'
  | 'askOnce'
  | 'editConversation';

/** What a screen does to conversations. */
export function conversationVerbs({ workspace, now }: Engine): Pick<VerbHandlers, Names> {
  return {
    sendMessage: (_, message) => send(message),
    retry: (_, message) => retryRun(workspace, message),
    continueAnswer: (_, message) => continueRun(workspace, message),
    stop: (_, run) => appendEvents(workspace, 0, run, [{ kind: 'cancel-requested' }]),
    showVersion: (_, message) => showVersion(workspace, message),
    showRun: (_, run) => showRun(workspace, run),
    markRead: (_, conversation) => patchConversation(workspace, conversation, { readAt: now() }),
    keepUnsent: (_, place, text) => keepUnsent(workspace, place, text),
    askOnce: (_, once) => keepAskedOnce(workspace, once),
    async editConversation(_, id, { title, model, ...fields }) {
      await patchConversation(workspace, id, {
        ...fields,
        ...(title === undefined && model === undefined
          ? {}
          : { body: { ...(title === undefined ? {} : { title }), ...(model === undefined ? {} : { model }) } }),
      });
      // Nothing goes on working, and costing, where nobody sees it.
      if (fields.gone) await (await import('../../storage/stop-runs')).stopRunsIn(workspace, id);
    },
  };

  async function send(message: NewMessage): ReturnType<Verbs['sendMessage']> {
    const agent = await readAgent(workspace, message.agent);
    if (!agent) throw new AppError('not-found', { parameters: { what: 'agent' } });
    const own: ModelChoice | undefined = agent.connection && { connection: agent.connection, model: agent.body.model };
    const head = message.conversation ? await readConversation(workspace, message.conversation) : undefined;
    const choice = message.model ?? head?.body.model ?? own;
    const found = choice && (await connectionWithKey(workspace, choice.connection));
    return sendMessage(workspace, {
      agent: agent.id,
      simulated: found?.connection.wire === 'simulated',
      ...(await spoken(workspace, message)),
      ...(message.conversation ? { conversation: message.conversation } : {}),
      ...(message.model ? { model: message.model } : {}),
      ...(message.asks ? { asks: message.asks } : {}),
      ...(own ? { agentModel: own } : {}),
      ...(message.from === undefined ? {} : { from: message.from }),
      ...(message.instead ? { instead: message.instead } : {}),
      ...(message.held ? { held: true } : {}),
    });
  }
}
