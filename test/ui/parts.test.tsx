import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { dismiss, tell, toasts } from '../../src/state/toasts';
import { Combobox } from '../../src/ui/parts/combobox';
import { Dialog } from '../../src/ui/parts/dialog';
import { SecretField, TextField } from '../../src/ui/parts/field';
import { Meter } from '../../src/ui/parts/meter';
import { CodeDialog } from '../../src/ui/parts/code-dialog';
import { groupsOf } from '../../src/ui/parts/recovery-code';
import { Segments } from '../../src/ui/parts/segments';
import { State } from '../../src/ui/parts/state';
import { Switch } from '../../src/ui/parts/switch';
import { Tabs } from '../../src/ui/parts/tabs';
import { Toasts } from '../../src/ui/parts/toasts';

/** What the pages below show; one test each. */
const open = signal(true);
const chosen = signal('a');
const text = signal('');

afterEach(() => {
  cleanup();
  for (const toast of toasts.peek()) dismiss(toast.id);
});

test('a state always has a word, also when only its shape is seen', () => {
  render(<State is="needs-you" quiet />);
  expect(screen.getByText('Needs you').className).toContain('hidden-words');
});

test('a field is tied to its label, hint and error, and the error is announced', () => {
  render(<TextField label="Name" hint="Any" error="Give them a name." value="" onValue={() => {}} />);
  const input = screen.getByLabelText('Name');
  const described = input.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(described.map(id => document.getElementById(id)?.textContent?.trim())).toEqual([
    'Any',
    expect.stringContaining('Give them a name.'),
  ]);
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByRole('alert').textContent).toContain('Give them a name.');
});

test('a secret is hidden until it is shown', () => {
  render(<SecretField label="API key" value="sk-1" onValue={() => {}} />);
  const input = screen.getByLabelText<HTMLInputElement>('API key');
  expect(input.type).toBe('password');
  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(input.type).toBe('text');
  fireEvent.click(screen.getByRole('button', { name: 'Hide' }));
  expect(input.type).toBe('password');
});

test('a dialog takes the focus, is closed by Escape through its owner, and gives the focus back', () => {
  const before = document.createElement('button');
  document.body.append(before);
  before.focus();
  const close = vi.fn<() => void>(() => {
    open.value = false;
  });
  function Page() {
    return open.value ? (
      <Dialog title="Hire" onClose={close}>
        <input aria-label="Name" />
      </Dialog>
    ) : null;
  }
  render(<Page />);
  const dialog = screen.getByRole('dialog', { name: 'Hire' });
  expect(dialog.hasAttribute('open')).toBe(true);
  const cancel = new Event('cancel', { cancelable: true });
  fireEvent(dialog, cancel);
  expect(cancel.defaultPrevented).toBe(true);
  expect(close).toHaveBeenCalledOnce();
  return vi.waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(before);
    before.remove();
  });
});

test('a dialog that cannot do yet what it is for names its way out; where its opener is gone the heading has the focus', () => {
  const page = (isOpen: boolean) => (
    <main>
      <h1 tabIndex={-1}>Data</h1>
      {isOpen && (
        <Dialog title="Erase" onClose={() => {}} does={false}>
          <p>All of it.</p>
        </Dialog>
      )}
    </main>
  );
  const { rerender } = render(page(true));
  expect(screen.getByRole('button', { name: 'Cancel' })).toBeDefined();
  rerender(page(false));
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Data' }));
});

test('Enter in a field does what a dialog is for; notices are said in the dialog while it is open', () => {
  const save = vi.fn<() => void>(() => tell('Saved.'));
  const page = (isOpen: boolean) => (
    <>
      <Toasts />
      {isOpen && (
        <Dialog title="Rename" onClose={() => {}} does={{ label: 'Save', onDo: save }}>
          <TextField label="Name" value="Ada" onValue={() => {}} />
        </Dialog>
      )}
    </>
  );
  const { rerender } = render(page(true));
  fireEvent.keyDown(screen.getByLabelText('Name'), { key: 'Enter' });
  expect(save).toHaveBeenCalledOnce();
  expect(screen.getByText('Saved.').closest('dialog')).not.toBeNull();
  rerender(page(false));
  expect(screen.getByText('Saved.').closest('dialog')).toBeNull();
});

test('arrows walk the tabs in a circle, Home and End jump', () => {
  function Page() {
    return (
      <Tabs
        label="Parts"
        tabs={['a', 'b', 'c'].map(name => ({ name, label: name }))}
        chosen={chosen.value}
        onChoose={name => {
          chosen.value = name;
        }}
      >
        {chosen.value}
      </Tabs>
    );
  }
  render(<Page />);
  const list = screen.getByRole('tablist');
  for (const [key, expected] of [
    ['ArrowRight', 'b'],
    ['End', 'c'],
    ['ArrowRight', 'a'],
    ['ArrowLeft', 'c'],
    ['Home', 'a'],
  ] as const) {
    fireEvent.keyDown(list, { key });
    expect(chosen.value).toBe(expected);
  }
});

test('typing narrows a combobox, arrows and Enter choose, Escape closes without choosing', async () => {
  const onChoose = vi.fn<(choice: { value: string }) => void>();
  function Page() {
    return (
      <Combobox
        label="Model"
        text={text.value}
        choices={['gpt-6-luna', 'claude-sonnet-5-5', 'claude-haiku-5'].map(value => ({ value, text: value }))}
        onText={typed => {
          text.value = typed;
        }}
        onChoose={onChoose}
      />
    );
  }
  render(<Page />);
  const input = screen.getByRole('combobox', { name: 'Model' });
  fireEvent.focus(input);
  fireEvent.input(input, { target: { value: 'claude' } });
  await vi.waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
  fireEvent.keyDown(input, { key: 'ArrowDown' });
  await vi.waitFor(() => expect(screen.getAllByRole('option')[1]?.getAttribute('aria-selected')).toBe('true'));
  fireEvent.keyDown(input, { key: 'Enter' });
  expect(onChoose).toHaveBeenCalledWith(expect.objectContaining({ value: 'claude-haiku-5' }));
  fireEvent.input(input, { target: { value: 'gpt' } });
  fireEvent.keyDown(input, { key: 'Escape' });
  await vi.waitFor(() => expect(input.getAttribute('aria-expanded')).toBe('false'));
  expect(onChoose).toHaveBeenCalledOnce();
});

test('switch and segments tell what was chosen', () => {
  const onChange = vi.fn<(on: boolean) => void>();
  const onValue = vi.fn<(value: string) => void>();
  render(
    <>
      <Switch label="Single-letter keys" on={false} onChange={onChange} />
      <Segments
        label="Theme"
        value="auto"
        options={[
          { value: 'auto', label: 'Same as system' },
          { value: 'dark', label: 'Dark' },
        ]}
        onValue={onValue}
      />
    </>,
  );
  fireEvent.click(screen.getByRole('switch', { name: 'Single-letter keys' }));
  expect(onChange).toHaveBeenCalledWith(true);
  fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
  expect(onValue).toHaveBeenCalledWith('dark');
});

test('a meter past its limit is full and marked, never wider than itself', () => {
  const { container } = render(<Meter spent={1.4} held={0.2} tone="lamp" label="140 %" />);
  const bars = container.querySelectorAll('i');
  expect(bars).toHaveLength(1);
  expect(bars[0]?.className).toContain('over');
  expect(bars[0]?.style.getPropertyValue('--share')).toBe('1');
});

test('the recovery code is let go only when its groups were typed back', async () => {
  const code = '6HEJ-KGZS-1AA4-CX89-XECP-8J34-RG';
  const onDone = vi.fn<() => void>();
  expect(groupsOf(code)).toHaveLength(7);
  render(<CodeDialog code={code} onDone={onDone} />);
  const field = screen.getByRole('textbox');
  fireEvent.input(field, { target: { value: '1AA4 8J35' } });
  fireEvent.click(screen.getByRole('button', { name: 'I have it' }));
  expect(onDone).not.toHaveBeenCalled();
  expect((await screen.findByRole('alert')).textContent).toContain('not what the code says');
  fireEvent.input(field, { target: { value: '1aa4 8j34' } });
  fireEvent.click(screen.getByRole('button', { name: 'I have it' }));
  expect(onDone).toHaveBeenCalledOnce();
});
