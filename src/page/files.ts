/** Offers a file to the user's download folder. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken its own hold of the blob once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Puts text on the clipboard. Rejects where the browser refuses. */
export function copy(text: string): Promise<void> {
  return navigator.clipboard.writeText(text);
}

/** Opens another page of this app in a tab of its own; only from a click, or a browser stands in the way. */
export function visit(href: string): void {
  open(href, '_blank', 'noopener');
}
