/** What first-look.js does at the start where they are kept already: the app's own fonts, over their near ones. */
export function showKeptFonts(): void {
  document.documentElement.dataset['kept'] = '';
}
