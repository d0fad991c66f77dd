import { download } from '../../state/device';

/** Saves a file's text on the user's disk, under the last part of its path. */
export function saveText(path: string, text: string, type: string): void {
  download(path.slice(path.lastIndexOf('/') + 1), new Blob([text], { type }));
}
