// Runs before the first paint, so that a chosen theme or density never flashes. Written by src/page/facts.ts.
{
  const scope = new URL('.', document.baseURI).pathname;
  for (const name of ['theme', 'density']) {
    const value = localStorage.getItem(`retinue:${scope}:${name}`);
    if (value) document.documentElement.dataset[name] = value;
  }
  // No workspace was opened here: what the build drew for a first visit is what the app shows, too.
  if (!localStorage.getItem(`retinue:${scope}:workspace`) && /^(#\/?)?$/.test(location.hash)) {
    document.documentElement.dataset.first = '';
  }
  // Kept by the service worker already: then the fonts are there about when the first paint is.
  if (navigator.serviceWorker?.controller) {
    document.documentElement.dataset.kept = '';
    for (const font of document.documentElement.dataset.fonts.split(' ')) {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'preload', as: 'font', type: 'font/woff2', crossOrigin: 'anonymous', href: font });
      document.head.append(link);
    }
  }
}
