/** Tokens of a typical task, to compare models by: it reads a few pages and writes one. Only relative costs matter. */
export const typicalTask = { input: 8_000, output: 1_000 };
