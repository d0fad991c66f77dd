import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { Id } from '../../domain/id';
import type { KeyAccount } from '../../domain/ports';
import { compareAccount, keyAccount, type AccountComparison } from '../../state/examine';
import { Problem } from '../parts/problem';
import { money, moment, number, percent } from '../formats';
import { Button } from '../parts/button';
import { Facts } from '../parts/facts';
import { Section } from '../parts/section';
import { accountWords } from '../words/examine';
import style from './settings.module.css';
import { useExplainedWork } from './use-explained-work';

type Fact = readonly [name: string, value: ComponentChildren];

/** What OpenRouter has billed this key, and whether the ledger agrees. */
export function BillSection({ connection }: { connection: Id<'connection'> }) {
  const words = accountWords();
  const account = useSignal<KeyAccount | 'unread' | undefined>(undefined);
  const compared = useSignal<AccountComparison | undefined>(undefined);
  const done = useSignal(0);
  const work = useExplainedWork();
  const under = useRef(new AbortController());
  useEffect(() => {
    const left = under.current;
    keyAccount(connection).then(
      found => {
        account.value = found;
      },
      () => {
        account.value = 'unread';
      },
    );
    return () => left.abort();
  }, [connection, account]);
  const compare = () =>
    work.run(async () => {
      const progress = (share: number) => {
        done.value = share;
      };
      compared.value = await compareAccount(connection, { abort: under.current.signal, progress });
    });
  return (
    <Section title={words.title}>
      <div class={style.lines}>
        <p class="muted">{words.line}</p>
        {account.value === 'unread' && <p class="muted small">{words.unread}</p>}
        {account.value && account.value !== 'unread' && <Facts rows={accountFacts(account.value)} />}
        {compared.value && <Compared comparison={compared.value} />}
        {work.problem && <Problem {...work.problem} state={words.notCompared} />}
        <p class={style.buttons}>
          <Button busy={work.busy} onClick={() => void compare()}>
            {work.busy ? words.comparing(percent(done.value)) : words.compare}
          </Button>
        </p>
      </div>
    </Section>
  );
}

function accountFacts({ used, limit, left, every }: KeyAccount): Fact[] {
  const words = accountWords();
  const facts: Fact[] = [[words.used, money(used)]];
  facts.push([words.limit, limit === undefined ? words.unlimited : words.limitIs(money(limit), every)]);
  if (left !== undefined) facts.push([words.left, money(left)]);
  return facts;
}

/** What was corrected, and what is left unexplained. */
function Compared({ comparison: { corrected, missing, nameless, key } }: { comparison: AccountComparison }) {
  const words = accountWords();
  const { calls, before, after } = corrected;
  const facts: Fact[] = [
    [words.corrected, calls === 0 ? words.none : words.correctedValue(number(calls), money(before), money(after))],
  ];
  if (missing > 0) facts.push([words.missing, number(missing)]);
  if (nameless > 0) facts.push([words.nameless, number(nameless)]);
  if (key) {
    facts.push([words.since(moment(key.since)), money(key.billed)], [words.booked, money(key.booked)]);
    facts.push([words.difference, money(key.billed - key.booked)]);
  }
  return (
    // An <output> may hold no list.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="status">
      <Facts rows={facts} />
      <p class="small muted">{!key ? words.first : key.billed === key.booked ? words.agrees : words.differs}</p>
    </div>
  );
}
