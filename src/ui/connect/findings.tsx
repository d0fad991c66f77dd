import type { Finding } from '../../domain/finding';
import { State, type StateName } from '../parts/state';
import { explained } from '../words/errors';
import { examineWords } from '../words/examine';
import style from './connect.module.css';

const marks = {
  works: 'done',
  fails: 'failed',
  unclear: 'needs-you',
  untried: 'waiting',
} as const satisfies Record<Finding['is'], StateName>;

/** What works and what does not, each with its repair in a sentence. `baseUrl` is where the server was looked for. */
export function Findings({ findings, baseUrl }: { findings: readonly Finding[]; baseUrl: string }) {
  const words = examineWords();
  return (
    <ul class={style.findings} aria-label={words.results}>
      {findings.map(finding => (
        <li key={finding.of}>
          <State is={marks[finding.is]} quiet>
            {words.is[finding.is]}
          </State>
          <div>
            <p>
              {words.of[finding.of]}
              {finding.count !== undefined && <span class="muted small"> · {words.models(finding.count)}</span>}
            </p>
            <Repairs finding={finding} baseUrl={baseUrl} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Repairs({ finding: { of, is, cause, headers, error }, baseUrl }: { finding: Finding; baseUrl: string }) {
  if (is === 'works' || is === 'untried') return null;
  const words = examineWords();
  const { port, hostname } = new URL(baseUrl);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
  const server = of === 'cors' && isLocal ? words.servers[port] : undefined;
  const named = headers?.join(', ') ?? '';
  const repairs = [cause && words.causes[cause](named, location.origin), server?.(named, location.origin)];
  if (!cause && error) repairs.push(explained(error));
  return (
    <>
      {repairs.filter(Boolean).map(repair => (
        <p key={repair} class="small muted">
          {repair}
        </p>
      ))}
    </>
  );
}
