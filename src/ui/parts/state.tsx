import type { ComponentChildren } from 'preact';
import { partsWords } from '../words/parts';
import style from './state.module.css';

export type StateName = 'running' | 'needs-you' | 'done' | 'failed' | 'waiting' | 'simulated' | 'stopped' | 'idle';

/** A state: shape, colour and word. `quiet` hides the word from the eye only; `children` say it more exactly. */
export function State({
  is,
  quiet = false,
  children,
}: {
  is: StateName;
  quiet?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <span class={`${style.state} ${style[is]}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <Shape of={is} />
      </svg>
      <span class={quiet ? 'hidden-words' : undefined}>{children ?? partsWords().states[is]}</span>
    </span>
  );
}

function Shape({ of }: { of: StateName }) {
  switch (of) {
    case 'running':
      return (
        <>
          <circle class={style.ring} cx="8" cy="8" r="6" />
          <path class={style.arc} d="M8 2a6 6 0 0 1 6 6" />
        </>
      );
    case 'needs-you':
      return (
        <>
          <path class={style.diamond} d="M8 .9 15.1 8 8 15.1.9 8z" />
          <path class={style.bar} d="M8 4.8v3.7M8 10.9v.1" />
        </>
      );
    case 'done':
      return (
        <>
          <circle class={style.solid} cx="8" cy="8" r="7" />
          <path class={style.sign} d="m4.9 8.3 2.2 2.2 4-4.5" />
        </>
      );
    case 'failed':
      return (
        <>
          <rect class={style.solid} x="1.5" y="1.5" width="13" height="13" rx="3" />
          <path class={style.sign} d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" />
        </>
      );
    case 'stopped':
      return (
        <>
          <circle class={style.outline} cx="8" cy="8" r="6.2" />
          <path class={style.outline} d="M5 8h6" />
        </>
      );
    case 'simulated':
      return (
        <>
          <path class={style.outline} d="M8 1.2 13.9 4.6v6.8L8 14.8 2.1 11.4V4.6z" />
          <path class={style.hatch} d="m5 9.6 3.8-3.8M6.4 11.4l4.4-4.4" />
        </>
      );
    case 'waiting':
    case 'idle':
      return <circle class={of === 'idle' ? style.outline : style.dots} cx="8" cy="8" r="6" />;
  }
}
