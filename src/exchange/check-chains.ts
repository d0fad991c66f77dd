import * as v from 'valibot';
import { AppError } from '../domain/error';
import { entryHash, genesis } from '../storage/chain';
import type { Rows } from '../storage/rows';
import type { FileHead } from './workspace-format';

type CostRow = Rows['cost'];

/** Checks the ledger of a file while its entries pass by in any order, and its chains at the end. */
interface ChainCheck {
  /**
   * Whether the entry follows the one taken before it in its chain. Throws `file-damaged` when its own hash is wrong.
   */
  take(entry: CostRow): boolean;
  /** Throws `file-damaged` for gaps, two entries in one place, broken links, and heads that do not match. */
  finish(heads: FileHead['heads']): void;
}

/** A fresh check; it remembers two hashes per entry. */
export function checkChains(): ChainCheck {
  const chains = new Map<string, Map<number, { prev: string; hash: string }>>();
  let last: CostRow | undefined;
  return {
    take(entry) {
      if (entryHash(entry) !== entry.hash) throw damaged('cost entry', entry.id);
      const chain = chains.get(entry.replica) ?? new Map<number, { prev: string; hash: string }>();
      if (chain.has(entry.seq)) throw damaged('cost entry', entry.id);
      chains.set(entry.replica, chain.set(entry.seq, { prev: entry.prev, hash: entry.hash }));
      const follows = last?.replica === entry.replica && last.seq + 1 === entry.seq;
      last = entry;
      return follows;
    },
    finish(heads) {
      if (heads.length !== chains.size) throw damaged('ledger', 'heads');
      for (const { replica, seq, hash } of heads) {
        const chain = chains.get(replica);
        if (chain?.size !== seq) throw damaged('ledger', replica);
        let prev = genesis;
        for (let number = 1; number <= seq; number++) {
          const link = chain.get(number);
          if (link?.prev !== prev) throw damaged('ledger', replica);
          prev = link.hash;
        }
        if (prev !== hash) throw damaged('ledger', replica);
      }
    },
  };
}

/** A file that contradicts its own hashes. */
export const damaged = (what: string, which: string) => new AppError('file-damaged', { parameters: { what, which } });

/** A row that passed the shape of `table`; throws `file-wrong-shape` {table, where}. */
export function checkShape<Shape extends v.GenericSchema>(
  shape: Shape,
  value: unknown,
  table: string,
): v.InferOutput<Shape> {
  const result = v.safeParse(shape, value);
  if (result.success) return result.output;
  const where = v.getDotPath(result.issues[0]) ?? '';
  throw new AppError('file-wrong-shape', { parameters: { table, where } });
}
