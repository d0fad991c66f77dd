import { place } from '../../state/place';
import { FileList } from './file-list';
import { FileView } from './file-view';

/** All files, or one of them. */
export function Files() {
  const here = place.value;
  return here.at === 'file' ? <FileView key={here.id} /> : <FileList />;
}
