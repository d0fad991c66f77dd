import { signal } from '@preact/signals';
import { Dexie } from 'dexie';
import { render } from 'preact';

/** The least such an app can be: Preact, signals and Dexie on one page, a line of text and a field, nothing else. */
const database = new Dexie('floor');
database.version(1).stores({ row: 'id' });
const count = signal(0);
const root = document.getElementById('app');
if (root) {
  render(
    <main>
      <h1>Rows: {count}</h1>
      <input aria-label="Anything" />
    </main>,
    root,
  );
}
count.value = await database.table('row').count();
performance.mark('retinue-ready');
