import type { RunRow } from '../../domain/run';
import type { Action } from '../../state/actions';
import { stop } from '../../state/drafts';
import { pause, resume } from '../../state/steering';
import { attempt } from '../attempt';
import { conversationWords } from '../words/conversation';
import { isPaused, isUnderWay } from './run-buttons';

/** Stops the run on screen, or pauses it and lets it go on, by key or palette. */
export function runActions(run: () => RunRow | undefined): Action[] {
  const words = () => conversationWords().actions;
  const act = (does: (run: RunRow) => Promise<void>) => () => {
    const here = run();
    if (here) void attempt(does(here));
  };
  return [
    {
      id: 'run.stop',
      group: 'here',
      title: () => words().stop,
      when: () => isUnderWay(run()),
      do: act(({ id }) => stop(id)),
    },
    {
      id: 'run.pause',
      group: 'here',
      title: () => {
        const here = run();
        return here && isPaused(here) ? words().resume : words().pause;
      },
      when: () => isUnderWay(run()),
      do: act(here => (isPaused(here) ? resume(here.id) : pause(here.id))),
    },
  ];
}
