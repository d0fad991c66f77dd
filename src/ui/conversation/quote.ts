/** Puts what is selected of a message, else all of it, into the composer as a quotation, and the cursor after it. */
export function quote(message: string, within: Element | null): void {
  const field = document.getElementById('conversation-composer');
  if (!(field instanceof HTMLTextAreaElement)) return;
  const quoted = (selectedIn(within) || message).trim().replaceAll(/^/gm, '> ');
  const written = field.value.trimEnd();
  field.value = `${written}${written === '' ? '' : '\n\n'}${quoted}\n\n`;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

function selectedIn(element: Element | null): string {
  const selection = getSelection();
  return selection?.anchorNode && element?.contains(selection.anchorNode) ? selection.toString() : '';
}
