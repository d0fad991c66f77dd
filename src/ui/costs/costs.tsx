import { useSignal } from '@preact/signals';
import { exportCosts, isThisMonth, month, monthSum, rollups, rollupsUnread, showMonth } from '../../state/costs';
import type { Split } from '../../state/cost-sums';
import { number } from '../formats';
import { bound } from '../parts/bound';
import { Button, IconButton } from '../parts/button';
import { lazy } from '../parts/lazy';
import { Page } from '../parts/page';
import { Segments } from '../parts/segments';
import { Trouble } from '../parts/trouble';
import { WorkProgress } from '../parts/work-progress';
import { useActions } from '../use-actions';
import { useLongWork } from '../use-long-work';
import { costsWords } from '../words/costs';
import style from './costs.module.css';
import { DayChart } from './day-chart';
import { dayWords } from './figures';
import { MonthSummary } from './month-summary';
import { useUsedModels } from './used-models';

const CostTables = lazy(() => import('./cost-tables').then(chunk => chunk.CostTables));

/** What the workspace has cost: a month against its limit, by day, agent and model, and every call. */
export function Costs() {
  const words = costsWords();
  const split = useSignal<Split>('agent');
  const { calls } = monthSum.value;
  const work = useLongWork();
  const used = useUsedModels();
  const saveAs = (format: 'csv' | 'jsonl') => () => void work.run(options => exportCosts(format, options));
  useActions(() => [
    { id: 'export-costs-csv', group: 'here', title: () => costsWords().exportCsv, do: saveAs('csv') },
    { id: 'export-costs-jsonl', group: 'here', title: () => costsWords().exportJsonl, do: saveAs('jsonl') },
  ]);
  const name = dayWords(`${month.value}-15`, { month: 'long', year: 'numeric' });
  return (
    <Page
      title={words.title}
      line={words.line(name, words.calls(calls, number(calls)))}
      end={
        <>
          {calls > 0 && (
            <Segments
              label={words.splitBy}
              options={[
                { value: 'agent', label: words.agent },
                { value: 'model', label: words.model },
                { value: 'purpose', label: words.purpose },
              ]}
              {...bound(split)}
            />
          )}
          <Button icon="download" onClick={saveAs('csv')}>
            {words.exportCsv}
          </Button>
          <Button icon="download" onClick={saveAs('jsonl')}>
            {words.exportJsonl}
          </Button>
        </>
      }
    >
      <WorkProgress label={words.saving} work={work} />
      <p class={style.month}>
        <IconButton look="bare" icon="back" label={words.monthBefore} onClick={() => showMonth(-1)} />
        <b>{words.total(name)}</b>
        {!isThisMonth.value && (
          <IconButton look="bare" icon="forward" label={words.monthAfter} onClick={() => showMonth(1)} />
        )}
      </p>
      {rollups.value === rollupsUnread ? (
        <p class={style.opening}>{words.loading}</p>
      ) : calls === 0 ? (
        <Trouble is="idle" state={name} title={words.empty}>
          <p>{words.emptyHelp}</p>
        </Trouble>
      ) : (
        <div class={style.top}>
          <MonthSummary used={used} />
          <DayChart split={split.value} month={name} />
        </div>
      )}
      {rollups.value !== rollupsUnread && <CostTables split={split.value} month={name} used={used} />}
    </Page>
  );
}
