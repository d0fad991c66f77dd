/** Bytes a workspace file may have to be read again, as it lies on disk and unpacked. */
export const fileLimit = 1_000_000_000;
