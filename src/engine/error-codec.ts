import { AppError, errorValue, type ErrorValue } from '../domain/error';
import type { ErrorCodec } from '../lib/port-call';

/** How errors cross the door: by code and parameters, never with a stack. */
export const errorCodec: ErrorCodec<ErrorValue> = { pack: errorValue, unpack: value => AppError.from(value) };
