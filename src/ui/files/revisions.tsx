import type { Id } from '../../domain/id';
import { now } from '../../state/clock';
import type { FileDetail } from '../../state/files';
import { bytes, when } from '../formats';
import { Section } from '../parts/section';
import { filesWords } from '../words/files';
import style from './files.module.css';

/** Every version, newest first, with who made it. */
export function Revisions({
  revisions,
  current,
  shown,
  onShow,
}: {
  revisions: FileDetail['revisions'];
  current: Id<'revision'>;
  shown: Id<'revision'>;
  onShow: (id: Id<'revision'>) => void;
}) {
  const words = filesWords();
  return (
    <Section title={words.revisions} count={revisions.length}>
      <ol class={style.revisions}>
        {revisions.map((revision, index) => (
          <li key={revision.id}>
            <button
              type="button"
              aria-current={revision.id === shown ? 'true' : undefined}
              onClick={() => onShow(revision.id)}
            >
              <span>
                {words.revision(revisions.length - index)}
                {revision.id === current && <span class="small dim"> {words.current}</span>}
              </span>
              <span class="small dim">
                {words.changed(
                  revision.by === 'user' ? words.by.user : (revision.agentName ?? words.by.agent),
                  when(revision.at, now.value),
                )}
                , {bytes(revision.size)}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Section>
  );
}
