#!/usr/bin/env node
// Checks the ledger in a Retinue file, with nothing but Node (20 or later):
//
//   node verify-ledger.mjs workspace.json      a whole workspace
//   node verify-ledger.mjs costs.jsonl         the ledger alone, one entry a line
//
// Every entry's hash and bytes, every link, gaps, entries in one place, and in a workspace the noted heads. It proves that nothing
// changed since a head was noted elsewhere, not that the first writer was honest. The format: FORMAT.md.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const genesis = '0'.repeat(64);

/** Canonical JSON (RFC 8785): sorted keys, no space. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const lines = Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${lines.join(',')}}`;
}

/** SHA-256 over the canonical bytes of an entry without its own hash. */
function hashOf(entry) {
  const { hash: _, ...rest } = entry;
  return createHash('sha256').update(canonical(rest)).digest('hex');
}

/** Entries and heads of a file's text, and what is wrong with how they are written; a ledger alone notes no heads. */
function read(text) {
  try {
    const { tables, heads = [] } = JSON.parse(text);
    if (tables) {
      const { cost = [] } = tables;
      // The same value can be written in other bytes: 1e-7 and 1E-7.
      const isCanonical = text.includes(`"cost":${canonical(cost)}`);
      return { entries: cost, heads, faults: isCanonical ? [] : ['the ledger is not written as it was exported'] };
    }
  } catch {
    // More than one line: JSONL.
  }
  const entries = [];
  const faults = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    try {
      const entry = JSON.parse(line);
      entries.push(entry);
      if (canonical(entry) !== line) faults.push(`line ${index + 1} is not written as it was exported`);
    } catch {
      faults.push(`line ${index + 1} is not JSON`);
    }
  }
  return { entries, heads: undefined, faults };
}

/** Everything that is wrong, one sentence each, and where each chain ends. */
export function verify(text) {
  const { entries, heads, faults } = read(text);
  const chains = new Map();
  for (const entry of entries) {
    if (hashOf(entry) !== entry.hash) faults.push(`entry ${entry.id}: its hash is not that of its fields`);
    const chain = chains.get(entry.replica) ?? new Map();
    if (chain.has(entry.seq)) faults.push(`replica ${entry.replica}: two entries at ${entry.seq}`);
    chains.set(entry.replica, chain.set(entry.seq, entry));
  }
  const ends = [];
  for (const [replica, chain] of [...chains].sort(([a], [b]) => (a < b ? -1 : 1))) {
    let end = { seq: 0, hash: genesis };
    for (const entry of [...chain.values()].sort((a, b) => a.seq - b.seq)) {
      if (entry.seq !== end.seq + 1) faults.push(`replica ${replica}: entry ${end.seq + 1} is missing`);
      if (entry.prev !== end.hash) faults.push(`replica ${replica}: entry ${entry.seq} does not follow the one before`);
      end = entry;
    }
    ends.push({ replica, seq: end.seq, hash: end.hash });
  }
  for (const { replica, seq, hash } of heads ?? ends) {
    const end = ends.find(one => one.replica === replica);
    if (end?.seq !== seq || end?.hash !== hash) faults.push(`replica ${replica}: the chain does not end at its noted head`);
  }
  for (const { replica } of ends) {
    if (heads && !heads.some(head => head.replica === replica)) faults.push(`replica ${replica}: no head is noted`);
  }
  return { entries: entries.length, ends, faults };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const path = process.argv[2];
  if (!path) {
    console.error('usage: node verify-ledger.mjs FILE');
    process.exit(2);
  }
  const { entries, ends, faults } = verify(readFileSync(path, 'utf8'));
  for (const fault of faults) console.log(fault);
  for (const { replica, seq, hash } of ends) console.log(`replica ${replica} ends at ${seq}: ${hash}`);
  console.log(`${entries} entries, ${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
