import type { RunTrouble } from '../../domain/conversation';
import type { ErrorCode } from '../../domain/error';
import { continueAnswer, retry, transcript, type ConversationDetail } from '../../state/conversation';
import { hrefOf, type Place } from '../../state/place';
import { vaultStatus } from '../../state/vault';
import { outwardHref } from '../markdown/links';
import { Button, ButtonLink } from '../parts/button';
import { Trouble } from '../parts/trouble';
import { conversationWords } from '../words/conversation';
import { explain } from '../words/errors';
import { partsWords } from '../words/parts';
import { attempt } from '../attempt';
import { saveEverything } from '../save-everything';
import { openModelPicker } from './model-choosing';

/** Why the last answer did not come, in a sentence, and what to do about it. */
export function TroubleCard({ detail, trouble }: { detail: ConversationDetail; trouble: RunTrouble }) {
  const words = conversationWords();
  const { what, next, inStorage } = explain(trouble.error);
  const last = transcript.value.messages.at(-1)?.row;
  const isBegun = last?.cut === 'failed';
  // Cut short by a lock that has been opened since: only going on is left.
  const isOpen = vaultStatus.value?.state === 'open' && !vaultStatus.value.screenLocked;
  const wasLocked = isOpen && repairs[trouble.error.code] === 'unlock';
  const credit = trouble.error.code === 'no-credit' && creditAt[String(trouble.error.parameters['host'])];
  const place = wasLocked ? undefined : repairPlace(trouble.error.code, detail);
  return (
    <Trouble
      is="failed"
      state={(isBegun ? words.couldNotFinish : words.couldNot)(detail.agent.body.name)}
      title={wasLocked ? words.wasLocked : what}
      ways={
        <>
          {place && (
            <ButtonLink look="go" href={hrefOf(place.at)}>
              {place.label}
            </ButtonLink>
          )}
          {last && isBegun && (
            <Button look={place ? undefined : 'go'} onClick={() => void attempt(continueAnswer(last.id))}>
              {words.continueIt}
            </Button>
          )}
          {last && (
            <Button
              look={place || isBegun ? undefined : 'go'}
              icon="retry"
              onClick={() => void attempt(retry(last.id))}
            >
              {words.retry}
            </Button>
          )}
          {mendedByAnotherModel.has(trouble.error.code) && (
            <Button onClick={openModelPicker}>{words.chooseModel}</Button>
          )}
          {inStorage && <Button onClick={saveEverything}>{partsWords().saveEverything}</Button>}
        </>
      }
    >
      {!wasLocked && (
        <p>
          {next}{' '}
          {credit && (
            <a href={outwardHref(credit)} target="_blank" rel="noopener noreferrer">
              {words.toCredit}
            </a>
          )}
        </p>
      )}
    </Trouble>
  );
}

/**
 * Where credit is added at a host that has none left: OpenRouter's own refusal names it, for the others it is where users
 * send one another (public threads, November 2026).
 */
const creditAt: Readonly<Record<string, string>> = {
  'api.anthropic.com': 'https://platform.claude.com/settings/billing',
  'api.openai.com': 'https://platform.openai.com/settings/organization/billing',
  'openrouter.ai': 'https://openrouter.ai/settings/credits',
};

/** Where an error can be mended; those without an entry are mended by trying again. */
const repairs: Readonly<Partial<Record<ErrorCode, 'keys' | 'prices' | 'unlock' | 'agent'>>> = {
  'wrong-key': 'keys',
  'likely-wrong-key': 'keys',
  'opaque-failure': 'keys',
  'organisation-forbids-browsers': 'keys',
  'admin-key': 'keys',
  'no-key': 'keys',
  'unknown-path': 'keys',
  'origin-not-allowed': 'keys',
  'address-refused': 'keys',
  'redirect-refused': 'keys',
  'cap-reached': 'keys',
  'price-unknown': 'prices',
  'key-locked': 'unlock',
  'vault-locked': 'unlock',
  'screen-locked': 'unlock',
  'no-output-limit': 'agent',
  'unknown-model': 'agent',
};

const mendedByAnotherModel: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no-credit',
  'unknown-model',
  'context-too-long',
  'rate-limited',
  'overloaded',
  'over-budget',
  'content-refused',
  'price-unknown',
  'cap-reached',
  'not-found',
]);

function repairPlace(code: ErrorCode, detail: ConversationDetail): { at: Place; label: string } | undefined {
  const words = conversationWords();
  switch (repairs[code]) {
    case 'keys':
      return { at: { at: 'settings', section: 'connections' }, label: words.openKeys };
    case 'prices':
      return { at: { at: 'settings', section: 'prices' }, label: words.openPrices };
    case 'unlock':
      return { at: { at: 'unlock' }, label: words.unlock };
    case 'agent':
      return { at: { at: 'agent', id: detail.agent.id }, label: words.openAgent };
    case undefined:
      return undefined;
  }
}
