/** Characters of a text that become the title. */
const titleLength = 72;

/** The first words of a text, cut at a word. */
export function titleOf(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  if (line.length <= titleLength) return line;
  const cut = line.slice(0, titleLength + 1).replace(/\s+\S*$/, '');
  return `${cut.slice(0, titleLength)}…`;
}
