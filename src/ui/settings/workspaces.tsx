import { useSignal } from '@preact/signals';
import { now } from '../../state/clock';
import { tell } from '../../state/toasts';
import {
  createWorkspace,
  eraseWorkspace,
  exportWorkspace,
  openWorkspace,
  renameWorkspace,
  workspaces,
  type WorkspaceView,
} from '../../state/workspaces';
import { when } from '../formats';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { Check } from '../parts/choice';
import { DeedButton } from '../parts/deed-button';
import { Dialog } from '../parts/dialog';
import { Menu, type MenuItem } from '../parts/menu';
import { NameDialog } from '../parts/name-dialog';
import { Row, Rows, Section } from '../parts/section';
import { Tag } from '../parts/tag';
import { WorkProgress } from '../parts/work-progress';
import { appWords } from '../words/app';
import { dataWords } from '../words/settings';
import { useLongWork } from '../use-long-work';

type Open = { what: 'new' } | { what: 'rename' | 'erase'; view: WorkspaceView };

/** Each workspace is a database of its own; one is open. */
export function Workspaces() {
  const words = dataWords();
  const open = useSignal<Open | undefined>(undefined);
  const show = (next: Open | undefined) => () => {
    open.value = next;
  };
  const all = workspaces.value;
  const shown = open.value;
  return (
    <Section
      title={words.workspaces}
      count={all.length}
      end={<DeedButton icon="plus" label={words.newWorkspace} onDo={show({ what: 'new' })} />}
    >
      <Rows>
        {all.map(view => {
          const name = view.name || appWords().unnamed;
          const items: MenuItem[] = [{ label: words.rename, icon: 'edit', do: show({ what: 'rename', view }) }];
          if (!view.current)
            items.push({ label: words.erase, icon: 'delete', no: true, do: show({ what: 'erase', view }) });
          return (
            <Row
              key={view.id}
              title={name}
              line={words.openedAt(when(view.openedAt, now.value))}
              controls={
                <>
                  {view.current ? (
                    <Tag>{words.current}</Tag>
                  ) : (
                    <Button onClick={() => openWorkspace(view.id)}>{words.switchTo}</Button>
                  )}
                  <Menu label={words.actions(name)} items={items} />
                </>
              }
            />
          );
        })}
      </Rows>
      {shown && shown.what !== 'erase' && (
        <NameDialog
          title={shown.what === 'new' ? words.newWorkspace : words.rename}
          label={words.workspaceName}
          name={shown.what === 'new' ? '' : shown.view.name}
          onClose={show(undefined)}
          onSave={name => (shown.what === 'new' ? createWorkspace(name) : renameWorkspace(shown.view.id, name))}
        />
      )}
      {shown?.what === 'erase' && <EraseDialog view={shown.view} onClose={show(undefined)} />}
    </Section>
  );
}

function EraseDialog({ view, onClose }: { view: WorkspaceView; onClose: () => void }) {
  const words = dataWords();
  const name = view.name || appWords().unnamed;
  const saves = useSignal(true);
  const work = useLongWork();
  const leave = () => {
    work.stop();
    onClose();
  };
  const erase = () =>
    work.run(async options => {
      if (saves.peek()) await exportWorkspace(now.peek(), options, view);
      await eraseWorkspace(view.id);
      onClose();
      tell(words.erased(name));
    });
  return (
    <Dialog
      title={words.eraseTitle(name)}
      onClose={leave}
      does={{ label: words.erase, look: 'no', busy: work.busy, onDo: () => void erase() }}
    >
      <p>{words.eraseLine}</p>
      <Check {...bound(saves)}>{words.saveFirst}</Check>
      <WorkProgress label={words.export} work={work} />
    </Dialog>
  );
}
