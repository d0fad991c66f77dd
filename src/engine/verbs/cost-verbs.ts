import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';

/** What a screen does with what was spent. */
export function costVerbs({ workspace }: Engine): Pick<VerbHandlers, 'readBill'> {
  return {
    async readBill(work, file, reading) {
      const { readBill } = await import('../../exchange/bill');
      return readBill(workspace, file, reading, work);
    },
  };
}
