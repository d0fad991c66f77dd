/**
 * Encryption at rest goes through here: a body is sealed before the transaction that writes it and opened after the one
 * that read it, never inside (DATA: Sealing). The identity today.
 */
export function seal<Body>(body: Body): Promise<Body> {
  return Promise.resolve(body);
}

/** The body as it was before `seal`. */
export function open<Body>(body: Body): Promise<Body> {
  return Promise.resolve(body);
}

/** Rows with their bodies opened. */
export function openAll<Row extends { body: unknown }>(rows: readonly Row[]): Promise<Row[]> {
  return Promise.all(rows.map(async row => ({ ...row, body: await open(row.body) })));
}

/** One row with its body opened; `undefined` stays so. */
export async function openRow<Row extends { body: unknown }>(row: Row | undefined): Promise<Row | undefined> {
  return row && { ...row, body: await open(row.body) };
}
