// Runs before the first paint, so that a chosen theme or density never flashes. Written by src/page/safety.ts.
{
  const scope = new URL('.', document.baseURI).pathname;
  for (const name of ['theme', 'density']) {
    const value = localStorage.getItem(`retinue:${scope}:${name}`);
    if (value) document.documentElement.dataset[name] = value;
  }
}
