import type { ToolResultPart } from '../../domain/part';
import steps from '../conversation/steps.module.css';
import { Icon } from '../parts/icon';
import { State } from '../parts/state';
import { conversationWords } from '../words/conversation';
import { replayWords } from '../words/replay';
import { toolDeed } from '../words/tool-deeds';
import style from './replay.module.css';

/** What a tool gave back, told without the call that asked for it: that was a step of its own. */
export function ResultView({
  result,
  isRejected,
  open,
}: {
  result: ToolResultPart;
  isRejected: boolean;
  open: boolean;
}) {
  const failed = isRejected ? replayWords().statuses.rejected : conversationWords().failedTool;
  return (
    <details class={steps.tool} open={open}>
      <summary>
        <b>{toolDeed(result.name)}</b>
        {result.isError && <State is="failed">{failed}</State>}
        <Icon name="down" small />
      </summary>
      <pre class={style.result}>{result.output}</pre>
    </details>
  );
}
