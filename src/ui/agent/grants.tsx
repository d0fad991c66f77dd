import { useSignal } from '@preact/signals';
import type { AgentDetail } from '../../state/agents';
import { now } from '../../state/clock';
import { dropGrant, grantsHere, setGrant, type GrantRow } from '../../state/grants';
import { tell } from '../../state/toasts';
import { attempt } from '../attempt';
import { Button } from '../parts/button';
import { Icon } from '../parts/icon';
import { lazyDialog } from '../parts/lazy';
import { Row, Rows, Section } from '../parts/section';
import { Segments } from '../parts/segments';
import { agentToolsWords } from '../words/agent-tools';
import { grantLimits, grantText } from '../words/grants';
import { toolLine } from '../words/tool-deeds';
import { toolName } from '../words/tools';
import style from './agent.module.css';
import { Colleagues } from './colleagues';

const AllowDialog = lazyDialog(() => import('./allow-dialog').then(chunk => chunk.AllowDialog));

/** The tool that can be allowed ahead: the only one that asks by itself. */
const allowable = 'write_file';

type Rule = 'usual' | 'ask' | 'never';

/** What an agent can use, how each tool asks, and what was allowed for good: all of it can be taken back. */
export function Grants({ detail }: { detail: AgentDetail }) {
  const { row } = detail;
  const isAllowing = useSignal(false);
  const grants = grantsHere.value.filter(grant => grant.agent === row.id && !isOver(grant, now.value));
  return (
    <>
      <Tools
        agent={row}
        grants={grants}
        onAllow={() => {
          isAllowing.value = true;
        }}
      />
      <Colleagues detail={detail} />
      <Allowed name={row.body.name} grants={grants} />
      {isAllowing.value && (
        <AllowDialog
          agent={row.id}
          name={row.body.name}
          onClose={() => {
            isAllowing.value = false;
          }}
        />
      )}
    </>
  );
}

function Tools({
  agent: { id, body },
  grants,
  onAllow,
}: {
  agent: AgentDetail['row'];
  grants: readonly GrantRow[];
  onAllow: () => void;
}) {
  const words = agentToolsWords();
  const { tools } = body;
  return (
    <Section title={words.tools} count={tools.length}>
      <p class={`muted small ${style.said}`}>{tools.length > 0 ? words.line : words.noneLine}</p>
      <Rows>
        {tools.map(tool => (
          <Row
            key={tool}
            title={toolName(tool)}
            line={toolLine(tool)}
            controls={
              <>
                {tool === allowable && <Button onClick={onAllow}>{words.allow}</Button>}
                <Segments
                  label={words.rule(toolName(tool))}
                  value={ruleOf(grants, tool)}
                  options={(['usual', 'ask', 'never'] as const).map(value => ({ value, label: words.rules[value] }))}
                  onValue={value => void setRule(id, grants, tool, value)}
                />
              </>
            }
          />
        ))}
      </Rows>
    </Section>
  );
}

/** What the agent called `name` may do unasked. */
function Allowed({ name, grants }: { name: string; grants: readonly GrantRow[] }) {
  const words = agentToolsWords();
  const allowed = grants.filter(grant => grant.decision === 'allow');
  return (
    <Section title={words.grants} count={allowed.length}>
      {allowed.length === 0 ? (
        <p class={`muted small ${style.said}`}>{words.noGrants}</p>
      ) : (
        <Rows>
          {allowed.map(grant => (
            <Row
              key={grant.id}
              mark={<Icon name="shield" />}
              title={words.sentence(name, grantText(grant.body, grant.decision))}
              line={[...grantLimits(grant), ...beatenBy(grants, grant)].join(', ')}
              controls={
                <Button look="no" onClick={() => void takeBack(grant)}>
                  {words.remove}
                </Button>
              }
            />
          ))}
        </Rows>
      )}
      <p class={`dim small ${style.said}`}>{words.device}</p>
    </Section>
  );
}

/** Built-in tools are named by their name alone where an agent lists them. */
const idOf = (tool: string): string => (tool.includes('/') ? tool : `built-in/${tool}`);

/** Rules about a tool as a whole: never beats ask. */
const rulesOf = (grants: readonly GrantRow[], tool: string): GrantRow[] =>
  grants.filter(({ decision, body }) => decision !== 'allow' && body.tool === idOf(tool) && body.when.length === 0);

function ruleOf(grants: readonly GrantRow[], tool: string): Rule {
  const decisions = rulesOf(grants, tool).map(({ decision }) => decision);
  return decisions.includes('never') ? 'never' : decisions.includes('ask') ? 'ask' : 'usual';
}

const isOver = ({ gone, expires }: GrantRow, at: number) => gone === true || (expires !== undefined && expires <= at);

/** The rule about the whole tool that beats what was allowed, in words. */
function beatenBy(grants: readonly GrantRow[], { body }: GrantRow): string[] {
  const rule = ruleOf(grants, body.tool);
  const words = agentToolsWords();
  return rule === 'usual' ? [] : [words.beaten(words.rules[rule])];
}

/** The new rule stands before the old one goes: at no time is less asked than both say. */
async function setRule(agent: GrantRow['agent'], grants: readonly GrantRow[], tool: string, rule: Rule): Promise<void> {
  const before = rulesOf(grants, tool);
  const grant = { agent, tool: idOf(tool), when: [], trusts: [] };
  if (rule !== 'usual' && !(await attempt(setGrant({ ...grant, decision: rule })))) return;
  await Promise.all(before.map(({ id }) => attempt(dropGrant(id))));
}

async function takeBack({ id }: GrantRow): Promise<void> {
  if (!(await attempt(dropGrant(id)))) return;
  tell(agentToolsWords().removed, () => void attempt(dropGrant(id, false)));
}
