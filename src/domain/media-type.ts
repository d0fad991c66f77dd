/** Media types by the end of a name. */
const types: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  txt: 'text/plain',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  html: 'text/html',
  htm: 'text/html',
  svg: 'image/svg+xml',
  xml: 'application/xml',
  css: 'text/css',
  js: 'text/javascript',
  mjs: 'text/javascript',
};

/** What a text file is, by its name; plain text where that says nothing. */
export function typeOfPath(path: string): string {
  const end = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return (Object.hasOwn(types, end) && types[end]) || 'text/plain';
}

/** What a message can carry to a model: the kinds that every provider takes. */
export const fileTypes = ['image/png', 'image/jpeg', 'application/pdf'] as const;

export type FileType = (typeof fileTypes)[number];

/** Whether it is shown as a picture. */
export const isPicture = (type: FileType): boolean => type !== 'application/pdf';
