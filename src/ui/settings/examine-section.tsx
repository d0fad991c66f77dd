import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Finding } from '../../domain/finding';
import type { ConnectionView } from '../../state/connections';
import { examineConnection } from '../../state/examine';
import { Findings } from '../connect/findings';
import { Problem } from '../parts/problem';
import { Button } from '../parts/button';
import { Section } from '../parts/section';
import { examineWords } from '../words/examine';
import style from './settings.module.css';
import { TryOut } from './try-out';
import { useExplainedWork } from './use-explained-work';

/** The connection's doctor: what can be found out for free, then what takes a real call. */
export function ExamineSection({ view, atOnce }: { view: ConnectionView; atOnce: boolean }) {
  const words = examineWords();
  const findings = useSignal<Finding[] | undefined>(undefined);
  const work = useExplainedWork();
  const examine = () =>
    work.run(async () => {
      findings.value = await examineConnection(view.row.id);
    });
  useEffect(() => {
    if (atOnce) void examine();
    // Asked for once, when the sheet opens.
  }, []);
  const answers = findings.value?.some(({ of, is }) => of === 'key' && is === 'works') ?? view.models > 0;
  return (
    <Section title={words.title}>
      <div class={style.lines}>
        <p class="muted">{words.line}</p>
        {findings.value && <Findings findings={findings.value} baseUrl={view.row.body.baseUrl} />}
        {work.problem && <Problem {...work.problem} state={words.notExamined} />}
        <p class={style.buttons}>
          <Button icon="check" busy={work.busy} onClick={() => void examine()}>
            {work.busy ? words.examining : findings.value ? words.again : words.examine}
          </Button>
        </p>
        {answers && <TryOut view={view} />}
      </div>
    </Section>
  );
}
