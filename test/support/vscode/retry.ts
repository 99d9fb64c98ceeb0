/** Trying again until something holds, for a user interface that is never quite ready. */

/** Runs `attempt` until it returns something other than `undefined`; errors count as "not yet". */
export async function retry<T>(what: string, timeoutMs: number, attempt: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + timeoutMs;
  let cause: unknown;
  do {
    try {
      const result = await attempt();
      if (result !== undefined) return result;
    } catch (error) {
      cause = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (Date.now() < end);
  throw new Error(`${what}: not within ${timeoutMs / 1000} s`, { cause });
}
