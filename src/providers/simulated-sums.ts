import { note, say, type Move, type Scene } from './simulated-scene';

/** Adds the amounts of a text, with tax where a rate is named; nothing if there are no two amounts. */
export function addUp({ text, results }: Scene): Move | undefined {
  const rate = /(\d+(?:\.\d+)?)\s*%/.exec(text)?.[1];
  const amounts = amountsOf(text.replaceAll(/\d+(?:\.\d+)?\s*%/g, ''));
  if (amounts.length < 2) return undefined;
  const net = amounts.join(' + ');
  const gross = `(${net}) * (1 + ${rate ?? '0'} / 100)`;
  const [first, second] = results;
  if (!first) {
    return {
      reasoning: 'Amounts must be exact: the tool adds them, I only say what to add.',
      text: 'I add that up.',
      calls: [net, ...(rate === undefined ? [] : [gross])].map(expression => ({
        name: 'calculate',
        input: { expression },
      })),
    };
  }
  const failed = results.find(result => result.isError);
  if (failed) return say(`That cannot be added up: ${failed.output}`);
  const lines = amounts.map((amount, index) => `| ${index + 1} | ${written(amount)} |`);
  const total = written(first.output);
  const sum =
    second && rate !== undefined ? { label: `With ${rate} % tax`, amount: written(second.output) } : undefined;
  return say(
    `**${sum?.amount ?? total}**${sum ? ` with ${rate} % tax` : ''}.\n\n` +
      `| | Amount |\n|---|---:|\n${lines.join('\n')}\n| Sum | ${total} |\n` +
      `${sum ? `| **${sum.label}** | **${sum.amount}** |\n` : ''}\n` +
      note('the figures are real, from the tool `calculate`'),
  );
}

/** Amounts as people write them: `1,280.50`, `946.20`, `75`. */
function amountsOf(text: string): string[] {
  return [...text.matchAll(/\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/g)].map(([amount]) =>
    amount.replaceAll(',', ''),
  );
}

/** A decimal with groups of three and at least two decimals. */
function written(decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
}
