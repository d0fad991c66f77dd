import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isPicture } from '../../domain/media-type';
import type { FilePart } from '../../domain/part';
import { detach, readFile, reattach, saveFileOf, type AttachmentRow } from '../../state/attachments';
import { quote } from '../../state/quote';
import { tell } from '../../state/toasts';
import { attempt } from '../attempt';
import type { Attachments } from '../use-attachments';
import { attachmentWords } from '../words/attachments';
import style from './attachments.module.css';
import { Button, IconButton } from './button';
import { Dialog } from './dialog';
import { Icon } from './icon';

/** The files that go with the next message: what they are, what was done to them, and how to take one out. */
export function WaitingFiles({ files: { waiting, coming, accept } }: { files: Attachments }) {
  const words = attachmentWords();
  const rows = waiting.value;
  const { ceilingClass } = quote.value;
  const isUnknown = ceilingClass && 'because' in ceilingClass && ceilingClass.because === 'files';
  if (rows.length === 0 && coming.value === 0) return null;
  return (
    <>
      <ul class={style.waiting} aria-label={words.waiting}>
        {rows.map(row => (
          <Waiting key={row.id} row={row} isRead={reads(accept, row)} />
        ))}
        {coming.value > 0 && (
          <li class={style.chip}>
            <output>{words.coming(coming.value)}</output>
          </li>
        )}
      </ul>
      <p class={style.note}>
        {words.foreign} {isUnknown && words.unknownCost}
      </p>
    </>
  );
}

const reads = (accept: string, { body }: AttachmentRow) =>
  accept.includes(isPicture(body.file.type) ? 'image/' : 'application/pdf');

function Waiting({ row, isRead }: { row: AttachmentRow; isRead: boolean }) {
  const words = attachmentWords();
  const { file, was } = row.body;
  const facts = [
    ...factsOf(file),
    ...(was ? [words.smaller(words.pixels(was.width, was.height))] : []),
    ...(isRead ? [] : [words.nameOnly]),
  ];
  const remove = async (button: HTMLElement) => {
    const field = button.closest('form')?.querySelector('textarea');
    if (!(await attempt(detach(row)))) return;
    // The button is gone: whoever came by keyboard goes on writing.
    field?.focus();
    tell(words.removed(file.name), () => void attempt(reattach(row)));
  };
  return (
    <li class={style.chip}>
      <Small file={file} />
      <span class={style.about}>
        <Name file={file} />
        <span class={style.facts}>{facts.join(' · ')}</span>
      </span>
      <IconButton
        look="bare"
        icon="close"
        label={words.remove(file.name)}
        onClick={event => void remove(event.currentTarget)}
      />
    </li>
  );
}

function factsOf({ width, height, pages, size }: FilePart): string[] {
  const words = attachmentWords();
  return [
    ...(width !== undefined && height !== undefined ? [words.pixels(width, height)] : []),
    ...(pages === undefined ? [] : [words.pages(pages)]),
    words.size(size),
  ];
}

/** A file's name is the user's: no translator touches it. */
const Name = ({ file }: { file: FilePart }) => (
  <span class={style.name} translate={false} dir="auto">
    {file.name}
  </span>
);

function Small({ file }: { file: FilePart }) {
  const picture = usePicture(file);
  return picture.value ? <img class={style.small} src={picture.value} alt="" /> : <Icon name="file" />;
}

/** The files that came with a message: pictures to be opened large, documents to be saved. */
export function MessageFiles({ files }: { files: readonly FilePart[] }) {
  return (
    <ul class={style.sent} aria-label={attachmentWords().files}>
      {files.map((file, index) => (
        <li key={index}>{isPicture(file.type) ? <Picture file={file} /> : <Document file={file} />}</li>
      ))}
    </ul>
  );
}

function Document({ file }: { file: FilePart }) {
  return (
    <button type="button" class={style.chip} onClick={() => void attempt(saveFileOf(file))}>
      <Icon name="file" />
      <span class="hidden-words">{attachmentWords().save} </span>
      <span class={style.about}>
        <Name file={file} />
        <span class={style.facts}>{factsOf(file).join(' · ')}</span>
      </span>
    </button>
  );
}

function Picture({ file }: { file: FilePart }) {
  const words = attachmentWords();
  const isLarge = useSignal(false);
  const picture = usePicture(file);
  const { width, height, name } = file;
  if (picture.value === null) {
    return (
      <span class={style.chip}>
        <Name file={file} /> <span class={style.facts}>{words.gone}</span>
      </span>
    );
  }
  const close = () => {
    isLarge.value = false;
  };
  return (
    <>
      <button
        type="button"
        class={style.picture}
        aria-label={words.show(name)}
        onClick={() => {
          isLarge.value = true;
        }}
      >
        <img src={picture.value} alt={name} width={width} height={height} />
      </button>
      {isLarge.value && (
        <Dialog
          kind="wide"
          title={name}
          onClose={close}
          foot={<Button onClick={() => void attempt(saveFileOf(file))}>{words.save}</Button>}
        >
          <img class={style.large} src={picture.value} alt={name} width={width} height={height} />
        </Dialog>
      )}
    </>
  );
}

/** An address for a picture while it is on screen: nothing until it was read, null where it is gone. */
function usePicture(file: FilePart): ReadonlySignal<string | null | undefined> {
  const address = useSignal<string | null | undefined>(undefined);
  useEffect(() => {
    if (!isPicture(file.type)) return undefined;
    let isOver = false;
    readFile(file).then(
      content => {
        if (!isOver) address.value = content ? URL.createObjectURL(content) : null;
      },
      () => {
        if (!isOver) address.value = null;
      },
    );
    return () => {
      isOver = true;
      if (address.peek()) URL.revokeObjectURL(address.peek() ?? '');
    };
  }, [file.payload]);
  return address;
}
