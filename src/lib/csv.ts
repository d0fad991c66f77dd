/** Thrown by `readCsv` where a text is no table: a quote that never closes, or words behind one that did. */
export class CsvFault extends Error {
  override readonly name = 'CsvFault';
}

/**
 * The rows of a table in text, as they are read: RFC 4180, and what spreadsheets make of it (a byte order mark, semicolons
 * or tabs for commas, LF or CR line ends). Empty lines are left out. Throws `CsvFault` in the middle of a broken one.
 */
export function* readCsv(text: string): Generator<string[]> {
  const mark = separatorOf(text);
  const plain = new RegExp(`[^${mark}\r\n]*`, 'y');
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let row: string[] = [];
  while (at < text.length) {
    const end = text[at] === '"' ? quotedEnd(text, at) : plainEnd(plain, text, at);
    row.push(text[at] === '"' ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end));
    at = end;
    if (text[at] === mark) {
      at += 1;
      if (at === text.length) row.push('');
      else continue;
    } else if (text[at] === '\r' || text[at] === '\n') {
      at += text.startsWith('\r\n', at) ? 2 : 1;
    } else if (at < text.length) throw new CsvFault(`words behind a quote at ${at}`);
    if (row.length > 1 || row[0] !== '') yield row;
    row = [];
  }
}

/** What parts the cells of the first line that has any: whichever of comma, semicolon and tab it has most of. */
function separatorOf(text: string): ',' | ';' | '\t' {
  const line =
    text
      .slice(0, 10_000)
      .split(/[\r\n]/)
      .find(one => /[,;\t]/.test(one)) ?? '';
  const count = (mark: string) => line.split(mark).length;
  if (count('\t') > count(',') && count('\t') >= count(';')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}

function plainEnd(plain: RegExp, text: string, from: number): number {
  plain.lastIndex = from;
  return plain.test(text) ? plain.lastIndex : from;
}

/** Behind the closing quote; two quotes are one inside. */
function quotedEnd(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) throw new CsvFault(`a quote at ${from} never closes`);
    if (text[quote + 1] !== '"') return quote + 1;
    at = quote + 2;
  }
}
