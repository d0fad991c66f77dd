import type { Provider } from '../domain/ports';
export function simulated(): Provider { throw new Error('not yet'); }
