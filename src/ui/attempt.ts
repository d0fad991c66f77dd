import { tellError } from './tell-error';

/** Waits for a verb; what goes wrong is told in a sentence. Answers whether it went well. */
export async function attempt(verb: Promise<unknown>): Promise<boolean> {
  try {
    await verb;
    return true;
  } catch (error) {
    tellError(error);
    return false;
  }
}
