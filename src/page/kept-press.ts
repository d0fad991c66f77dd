/**
 * What the build drew has no handlers yet: the last button pressed on it says that it is busy, and is pressed again on
 * what takes its place.
 *
 * @returns to be called once the app stands.
 */
export function keepPress(root: HTMLElement): () => void {
  let pressed: HTMLButtonElement | undefined;
  const keep = ({ target }: Event) => {
    const button = target instanceof Element && target.closest('button');
    if (!button) return;
    pressed?.removeAttribute('aria-busy');
    pressed = button;
    button.setAttribute('aria-busy', 'true');
  };
  root.addEventListener('click', keep);
  return () => {
    root.removeEventListener('click', keep);
    const again = [...root.querySelectorAll('button')].find(button => button.textContent === pressed?.textContent);
    again?.click();
  };
}
