import type { Split } from '../../state/cost-sums';
import { monthSum } from '../../state/costs';
import { Bills } from './bills';
import { CallsSection } from './calls-section';
import style from './costs.module.css';
import { DayTable } from './day-table';
import { GroupTable } from './group-table';
import { PricesInUse } from './prices-in-use';
import type { UsedModel } from './used-models';

/** All that stands below the chart. It comes at once: what came later would move what is being read. */
export function CostTables({ split, month, used }: { split: Split; month: string; used: readonly UsedModel[] }) {
  const { calls } = monthSum.value;
  return (
    <>
      <div class={calls > 0 ? style.tables : undefined}>
        <div>
          {calls > 0 && <GroupTable split={split} total={month} />}
          <Bills />
        </div>
        {calls > 0 && <DayTable total={month} />}
      </div>
      <PricesInUse month={month} used={used} />
      <CallsSection month={month} />
    </>
  );
}
