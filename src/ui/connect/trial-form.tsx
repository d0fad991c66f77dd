import type { ComponentChildren } from 'preact';
import { Button } from '../parts/button';
import { connectWords } from '../words/connect';
import { Problem } from '../parts/problem';
import { Tested } from './tested';
import type { Trial } from './use-trial';
import style from './connect.module.css';

/**
 * What every way to a connection looks like: its fields, what went wrong, its buttons; what was found takes their place
 * once it works. `wrong`: how a failure is headed; `more`: what else is known of it.
 */
export function TrialForm({
  trial,
  onSubmit,
  wrong,
  more,
  foot,
  children,
}: {
  trial: Trial;
  onSubmit: () => void;
  wrong?: string;
  more?: ComponentChildren;
  foot?: ComponentChildren;
  children: ComponentChildren;
}) {
  if (trial.result) return <Tested result={trial.result} />;
  return (
    <form
      class={style.form}
      onSubmit={event => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      {trial.problem && <Problem {...trial.problem} state={wrong ?? connectWords().noAnswer} />}
      {trial.problem && more}
      {foot}
    </form>
  );
}

/** Tests what was filled in; `onKeep`, where it is given, keeps it as it is. */
export function TrialButtons({ trial, label, onKeep }: { trial: Trial; label: string; onKeep?: (() => void) | false }) {
  const words = connectWords();
  return (
    <p class={style.line}>
      <Button look="go" size="big" type="submit" busy={trial.busy}>
        {trial.busy ? words.testing : label}
      </Button>
      {onKeep && (
        <Button size="big" onClick={onKeep}>
          {words.keepAnyway}
        </Button>
      )}
    </p>
  );
}
