// Where a provider sends the user back to after a sign-in. Hands code and state to the vault and forgets them: the key is
// fetched by the vault alone, which has what else it takes.
const given = new URLSearchParams(location.search);
const code = given.get('code');
const state = given.get('state');
// A code in the address would stay in the history.
history.replaceState(null, '', location.pathname);

const tell = (heading, line) => {
  document.getElementById('heading').textContent = heading;
  document.getElementById('line').textContent = line;
};

if (code && state) {
  const scope = new URL('.', location.href).pathname;
  const channel = new BroadcastChannel(`retinue:${scope}:sign-in`);
  const late = setTimeout(() => {
    tell('Nobody waits for this sign-in.', 'The tab that began it was closed or reloaded. Close this one and begin again.');
  }, 5_000);
  channel.onmessage = ({ data }) => {
    if (data.taken !== state) return;
    clearTimeout(late);
    tell('You are signed in.', 'Go on in the tab that you came from. This one can be closed.');
    // Works where a script opened this tab; else the sentence above stays.
    window.close();
  };
  channel.postMessage({ code, state });
} else {
  tell('Nothing came of this sign-in.', 'The provider sent no code. Close this tab and begin again, or paste a key.');
}
