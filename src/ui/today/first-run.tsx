import { startDemo } from '../../state/agents';
import { ask } from '../../state/ask';
import { go, hrefOf } from '../../state/place';
import { Button, ButtonLink } from '../parts/button';
import { Page } from '../parts/page';
import { Row, Rows, Section } from '../parts/section';
import { State } from '../parts/state';
import { todayWords } from '../words/today';
import { useWork } from '../use-work';
import style from './first-run.module.css';

/**
 * Nobody is hired: three tasks, one click each, done by the demo team; a key or a first hire beside them. The build draws
 * it into index.html: at first it asks for nothing.
 */
export function FirstRun({ hasKey = false }: { hasKey?: boolean }) {
  const words = todayWords();
  const work = useWork();

  async function demo(text?: string) {
    await work.run(async () => {
      const [first] = await startDemo();
      if (text !== undefined && first) await ask(first, text);
      else go({ at: 'team', hire: false });
    });
  }

  const tasks = Object.values(words.exampleTasks);
  return (
    <Page title={hasKey ? words.readyTitle : words.emptyTitle} line={hasKey ? words.readyLine : words.emptyLine}>
      <div class={style.ways}>
        {hasKey ? (
          <ButtonLink look="go" size="big" icon="plus" href={hrefOf({ at: 'team', hire: true })}>
            {words.hire}
          </ButtonLink>
        ) : (
          <ButtonLink look="go" size="big" icon="key" href={hrefOf({ at: 'welcome' })}>
            {words.bringKey}
          </ButtonLink>
        )}
        <Button size="big" busy={work.busy} onClick={() => void demo()}>
          {words.tryDemo}
        </Button>
        <ButtonLink look="bare" size="big" icon="file" href={hrefOf({ at: 'settings', section: 'data' })}>
          {words.bringBack}
        </ButtonLink>
      </div>
      <Section title={words.examples} count={words.examplesLine}>
        <div class={style.tasks}>
          <Rows>
            {tasks.map(task => (
              <Row
                key={task.title}
                title={
                  <button type="button" class={style.task} onClick={() => void demo(task.text)}>
                    {task.title}
                  </button>
                }
                line={task.text}
                money={<State is="simulated" />}
              />
            ))}
          </Rows>
        </div>
      </Section>
    </Page>
  );
}
