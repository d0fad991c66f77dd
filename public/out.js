// Shows the address after the # in full, and opens it only on a click of the user.
// As it stands: decoding would turn %2F into a slash and lead elsewhere.
const text = location.hash.slice(1);
const address = URL.canParse(text) ? new URL(text) : undefined;
const fit = address !== undefined && ['https:', 'http:', 'mailto:'].includes(address.protocol);

document.getElementById('address').textContent = fit ? address.href : text;
document.getElementById('unfit').hidden = fit;
if (fit) {
  const link = document.getElementById('go');
  document.getElementById('host').textContent = address.host || address.pathname;
  link.hidden = false;
  link.href = address.href;
  link.addEventListener('click', event => {
    if (!event.isTrusted) event.preventDefault();
  });
}
