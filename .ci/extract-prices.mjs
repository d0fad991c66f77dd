// Writes src/providers/price-table.generated.json: what models cost, out of @pydantic/genai-prices (MIT), as integers.
// Run it after that package was updated; a test fails while the table and the package differ.
//
//   node .ci/extract-prices.mjs
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findProvider } from '@pydantic/genai-prices';

/** The day each release of the package was published: the day its figures are of. */
const published = { '0.1.8': '2026-09-23' };

/** Our name of a provider → the package's. */
const providers = {
  anthropic: 'anthropic',
  openai: 'openai',
  google: 'google',
  groq: 'groq',
  mistral: 'mistral',
  deepseek: 'deepseek',
  xai: 'x-ai',
};

/** The order of rates in the table; src/providers/prices.ts reads the same. Dollars per million tokens; searches per 1,000. */
const classes = [
  'input_mtok',
  'output_mtok',
  'cache_read_mtok',
  'cache_write_mtok',
  'cache_write_1h_mtok',
  'web_searches_kcount',
];

/** `{ version, date, providers: { name: [[id, names, [[rates, tiers, from day | hours]]]] } }`; a name that ends in `*` is a beginning. */
export function extractPrices() {
  const { version } = JSON.parse(readFileSync(resolve(packageFolder(), 'package.json'), 'utf8'));
  const date = published[version];
  if (date === undefined) throw new Error(`Say in .ci/extract-prices.mjs when genai-prices ${version} was published.`);
  return {
    version,
    date,
    providers: Object.fromEntries(
      Object.entries(providers).map(([name, id]) => [name, findProvider({ providerId: id }).models.flatMap(readModel)]),
    ),
  };
}

function packageFolder() {
  return resolve(createRequire(import.meta.url).resolve('@pydantic/genai-prices'), '../..');
}

/** Models without prices for text in and out (speech, documents, embeddings) cannot be asked for an answer. */
function readModel({ id, match, prices }) {
  const rows = (Array.isArray(prices) ? prices : [{ prices }]).flatMap(readPrice);
  return rows.length === 0 ? [] : [[id, namesOf(match).filter(name => name !== id), rows]];
}

/** Every name the package knows a model by. Patterns are left out: they name dated copies, which prices.ts knows by itself. */
function namesOf(match) {
  const found = (match.or ?? match.and ?? [match]).flatMap(part => {
    if (part.or || part.and) return namesOf(part);
    const beginning = part.starts_with ?? part.contains;
    return beginning === undefined ? (part.equals ?? part.ends_with ?? []) : `${beginning}*`;
  });
  return [...new Set(found.map(name => name.toLowerCase()))];
}

function readPrice({ constraint, prices }) {
  if (prices.input_mtok === undefined || prices.output_mtok === undefined) return [];
  const starts = new Set(classes.flatMap(name => (prices[name]?.tiers ?? []).map(tier => tier.start)));
  const tiers = [...starts].toSorted((a, b) => a - b).map(start => [start, ratesAt(prices, start)]);
  const when =
    constraint?.type === 'start_date'
      ? constraint.start_date
      : constraint?.type === 'time_of_date'
        ? [minuteOf(constraint.start_time), minuteOf(constraint.end_time)]
        : null;
  return [[ratesAt(prices), ...(tiers.length > 0 || when !== null ? [tiers] : []), ...(when === null ? [] : [when])]];
}

/** The rates above `start` tokens, without trailing gaps. */
function ratesAt(prices, start) {
  const rates = classes.map(name => {
    const price = prices[name];
    if (price === undefined) return null;
    if (typeof price === 'number') return nanos(price);
    const tier = price.tiers.filter(one => start !== undefined && one.start <= start).at(-1);
    return nanos(tier?.price ?? price.base);
  });
  while (rates.at(-1) === null) rates.pop();
  return rates;
}

/** Dollars as whole nano-dollars, from the decimal figure as written. */
function nanos(dollars) {
  const [whole, fraction = ''] = String(dollars).split('.');
  if (!/^\d+$/.test(whole) || !/^\d{0,9}$/.test(fraction))
    throw new Error(`${dollars} is no whole number of nano-dollars`);
  return Number(`${whole}${fraction.padEnd(9, '0')}`);
}

/** Minutes after midnight UTC. */
function minuteOf(time) {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

if (process.argv[1] === import.meta.filename) {
  const file = resolve(import.meta.dirname, '../src/providers/price-table.generated.json');
  writeFileSync(
    file,
    `${JSON.stringify(extractPrices()).replaceAll('],["', '],\n["').replaceAll('":[["', '":[\n["')}\n`,
  );
  console.log(`wrote ${file}`);
}
