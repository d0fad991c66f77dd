import { fromBase64 } from '../../lib/base64';
import { addAttachment, putBackAttachment, removeAttachment } from '../../storage/attach';
import { attachmentsOf } from '../../storage/attachments';
import { readFiles } from '../../storage/read-files';
import { readPicked } from '../attach';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';

type Names = 'attach' | 'detach' | 'reattach' | 'readFile';

/** What a screen does to the files that come with messages. */
export function attachmentVerbs({ workspace }: Engine): Pick<VerbHandlers, Names> {
  return {
    async attach(_, place, file, name) {
      await addAttachment(workspace, place, await readPicked(file, name, await attachmentsOf(workspace, place)));
    },
    detach: (_, id) => removeAttachment(workspace, id),
    reattach: (_, attachment) => putBackAttachment(workspace, attachment),
    async readFile(_, { payload, type }) {
      const data = (await readFiles(workspace, [payload])).get(payload);
      const bytes = data === undefined ? undefined : fromBase64(data);
      return bytes && new Blob([bytes], { type });
    },
  };
}
