import type { RequestView } from '../../state/requests';
import { Icon, type IconName } from '../parts/icon';
import { Section } from '../parts/section';
import { inboxWords } from '../words/inbox';
import { toolName } from '../words/tools';
import style from './inbox.module.css';

const icons = { web: 'globe', mcp: 'online', file: 'file', external: 'copy' } as const;

/** What led to an approval being asked for, link by link: foreign text first, then the tool and the rule that holds it. */
export function Why({ request: { row, body } }: { request: RequestView }) {
  const words = inboxWords();
  if (row.asks !== 'approval') return null;
  const labels = body.labels ?? [];
  const because = body.because ?? (labels.length > 0 ? 'labels' : 'effect');
  return (
    <Section title={words.why}>
      <ol class={style.chain}>
        {labels.map(({ source, from }) => (
          <Link
            key={`${source} ${from}`}
            icon={icons[source]}
            name={source === 'external' ? words.pasted : from}
            line={words.sources[source]}
          />
        ))}
        <Link icon="shield" name={toolName(body.tool ?? row.tool ?? '')} line={words.reasons[because]} />
      </ol>
    </Section>
  );
}

function Link({ icon, name, line }: { icon: IconName; name: string; line: string }) {
  return (
    <li>
      <Icon name={icon} />
      <span>
        <b translate={false}>{name}</b>
        <span>{line}</span>
      </span>
    </li>
  );
}
