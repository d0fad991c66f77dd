import type { ComponentChildren } from 'preact';
import { State, type StateName } from './state';
import style from './trouble.module.css';

/** A card that says what happened, what is safe and what to do, in that order. */
export function Trouble({
  is,
  state,
  title,
  children,
  ways,
}: {
  is: StateName;
  /** The line beside the shape. */
  state: string;
  title: string;
  children?: ComponentChildren;
  /** One primary way out first. */
  ways?: ComponentChildren;
}) {
  return (
    <section class={is === 'needs-you' ? style.lit : style.card}>
      <State is={is}>{state}</State>
      <h2>{title}</h2>
      {children}
      {ways && <div class={style.ways}>{ways}</div>}
    </section>
  );
}
