import { Facts } from '../parts/facts';
import { approvalWords } from '../words/approval';
import style from './approval.module.css';
import { isRecord } from './edited-input';

/** A tool's input, readable: a name and its value a line. */
export function InputFacts({ input }: { input: unknown }) {
  const fields = isRecord(input) ? Object.entries(input) : [[approvalWords().input, input] as const];
  if (fields.length === 0) return null;
  return <Facts rows={fields.map(([name, value]) => [name, <Value key={name} value={value} />])} />;
}

function Value({ value }: { value: unknown }) {
  if (typeof value === 'string' && !value.includes('\n')) {
    return (
      <span class={style.value} translate={false} dir="auto">
        {value}
      </span>
    );
  }
  return (
    <pre class={style.value} translate={false}>
      {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
    </pre>
  );
}
