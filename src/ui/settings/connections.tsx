import { useSignal } from '@preact/signals';
import {
  connections,
  connectionsUnread,
  bringBack,
  checkConnection,
  disconnect,
  editConnection,
  type ConnectionView,
} from '../../state/connections';
import type { Action } from '../../state/actions';
import { now } from '../../state/clock';
import { tell } from '../../state/toasts';
import { keptKeys } from '../../state/kept-keys';
import { attempt } from '../attempt';
import { KeyWays } from '../connect/key-ways';
import { Guide } from '../connect/guide';
import { when } from '../formats';
import { Button } from '../parts/button';
import { DeedButton } from '../parts/deed-button';
import { Dialog } from '../parts/dialog';
import { NameDialog } from '../parts/name-dialog';
import { Menu, type MenuItem } from '../parts/menu';
import { Page } from '../parts/page';
import { Row, Rows } from '../parts/section';
import { State } from '../parts/state';
import { budgetsWords } from '../words/budgets';
import { connectionsWords } from '../words/settings';
import { settingsParts } from '../words/shell';
import { ReplaceKeyDialog } from './replace-key-dialog';
import { lazy, lazyDialog } from '../parts/lazy';
import { LimitsDialog } from './limits-dialog';
import { tellError } from '../tell-error';
import { useActions } from '../use-actions';
import style from './settings.module.css';

const ServerForm = lazy(() => import('../connect/server-form').then(chunk => chunk.ServerForm));
const BudgetsDialog = lazyDialog(() => import('../budgets/budgets-dialog').then(chunk => chunk.BudgetsDialog));
const ConnectionSheet = lazyDialog(() => import('./connection-sheet').then(chunk => chunk.ConnectionSheet));

type ConnectionDialog = 'details' | 'rename' | 'replace' | 'limits' | 'budget' | 'remove';
type Open =
  | { what: 'key' | 'server' }
  | { what: ConnectionDialog; view: ConnectionView }
  | { what: 'examine'; view: ConnectionView };

/** Who serves models, and the keys for it. */
export function Connections() {
  const words = connectionsWords();
  const open = useSignal<Open | undefined>(undefined);
  const close = () => {
    open.value = undefined;
  };
  const show = (next: Open) => {
    open.value = next;
  };
  const all = connections.value;
  const real = all.filter(view => view.row.provider !== 'simulated');
  useActions(
    () => real.map(view => examineAction(view, () => show({ what: 'examine', view }))),
    [real.map(({ row }) => `${row.id} ${row.body.name}`).join('\n')],
  );
  return (
    <Page
      title={settingsParts().connections}
      line={words.line}
      end={
        <>
          <DeedButton look="go" icon="plus" label={words.add} onDo={() => show({ what: 'key' })} />
          <DeedButton label={words.addServer} onDo={() => show({ what: 'server' })} />
        </>
      }
    >
      {real.length > 0 && (
        <Rows ruled>
          {real.map(view => (
            <ConnectionLine key={view.row.id} view={view} onOpen={what => show({ what, view })} />
          ))}
        </Rows>
      )}
      {real.length === 0 && all !== connectionsUnread && (
        <>
          <h2>{words.empty}</h2>
          <p class="muted">{words.emptyLine}</p>
          <div class={style.lines}>
            <Guide />
          </div>
        </>
      )}
      {open.value && <Opened open={open.value} onClose={close} />}
    </Page>
  );
}

/** Examines a connection by name, from the keyboard. */
function examineAction({ row }: ConnectionView, examine: () => void): Action {
  const title = () => connectionsWords().examine(row.body.name);
  return { id: `connection.examine.${row.id}`, group: 'here', title, do: examine };
}

function ConnectionLine({ view, onOpen }: { view: ConnectionView; onOpen: (what: ConnectionDialog) => void }) {
  const words = connectionsWords();
  const { row, models, listedAt } = view;
  const { name } = row.body;
  const keys = keptKeys.value;
  const kept = keys?.find(({ id }) => id === view.key);
  const isMissing = view.key === undefined || (keys !== undefined && !kept);
  const failed = useSignal(false);
  const check = () => {
    checkConnection(row.id).then(
      result => {
        failed.value = false;
        tell(words.checked(name, words.models(result.models)));
      },
      (error: unknown) => {
        failed.value = true;
        tellError(error);
      },
    );
  };
  const items: MenuItem[] = [
    { label: words.details, icon: 'info', do: () => onOpen('details') },
    { label: words.check, icon: 'retry', do: check },
    { label: words.rename, icon: 'edit', do: () => onOpen('rename') },
    { label: words.replaceKey, icon: 'key', do: () => onOpen('replace') },
    { label: words.limits, icon: 'shield', do: () => onOpen('limits') },
    { label: budgetsWords().ofKey, icon: 'costs', do: () => onOpen('budget') },
    { label: words.remove, icon: 'delete', no: true, do: () => onOpen('remove') },
  ];
  return (
    <Row
      title={name}
      line={
        isMissing
          ? words.noKey
          : listedAt === undefined
            ? words.notListed
            : words.listed(words.models(models), when(listedAt, now.value))
      }
      controls={
        <>
          <Tail row={row} tail={kept?.tail} />
          {isMissing && view.key !== undefined && <Button onClick={() => onOpen('replace')}>{words.pasteKey}</Button>}
          {failed.value && <State is="failed">{words.noAnswer}</State>}
          {!failed.value && !isMissing && listedAt !== undefined && <State is="done">{words.answers}</State>}
          <Menu label={words.actions(name)} items={items} />
        </>
      }
    />
  );
}

/** Host of a server, last letters of a key: enough to tell them apart. */
function Tail({ row, tail = '' }: { row: ConnectionView['row']; tail: string | undefined }) {
  const host = row.provider === 'custom' ? new URL(row.body.baseUrl).host : '';
  return <span class="mono caption dim wide-only">{host || (tail && `…${tail}`)}</span>;
}

function Opened({ open, onClose }: { open: Open; onClose: () => void }) {
  const words = connectionsWords();
  switch (open.what) {
    case 'key':
    case 'server':
      return (
        <Dialog kind="sheet" title={open.what === 'key' ? words.add : words.addServer} onClose={onClose}>
          {open.what === 'key' ? <KeyWays onTested={() => {}} /> : <ServerForm onTested={() => {}} />}
        </Dialog>
      );
    case 'rename':
      return (
        <NameDialog
          title={words.rename}
          label={words.name}
          name={open.view.row.body.name}
          onSave={name => editConnection(open.view.row.id, { name })}
          onClose={onClose}
        />
      );
    case 'replace':
      return <ReplaceKeyDialog view={open.view} onClose={onClose} />;
    case 'limits':
      return <LimitsDialog view={open.view} onClose={onClose} />;
    case 'budget':
      return (
        <BudgetsDialog
          title={budgetsWords().ofConnection(open.view.row.body.name)}
          whose={[{ scope: 'connection', of: open.view.row.id }]}
          onClose={onClose}
        />
      );
    case 'details':
    case 'examine':
      return <ConnectionSheet view={open.view} examines={open.what === 'examine'} onClose={onClose} />;
    case 'remove':
      return <RemoveDialog view={open.view} onClose={onClose} />;
  }
}

function RemoveDialog({ view, onClose }: { view: ConnectionView; onClose: () => void }) {
  const words = connectionsWords();
  const { name } = view.row.body;
  const remove = () => {
    onClose();
    disconnect(view.row.id).then(
      () => tell(words.removed(name), () => void attempt(bringBack(view.row.id))),
      tellError,
    );
  };
  return (
    <Dialog title={words.removeTitle(name)} onClose={onClose} does={{ label: words.remove, look: 'no', onDo: remove }}>
      <p>{words.removeLine}</p>
    </Dialog>
  );
}
