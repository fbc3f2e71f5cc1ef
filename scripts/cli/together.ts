/**
 * Runs tasks side by side. When one fails the others are told to end, and are waited for, before the failure is thrown: no
 * work goes on behind the user's back.
 *
 * @param signal ends all of them
 */
export async function together<const T extends readonly ((signal: AbortSignal) => Promise<unknown>)[]>(
  signal: AbortSignal,
  tasks: T,
): Promise<{ -readonly [I in keyof T]: Awaited<ReturnType<T[I]>> }> {
  const failed = new AbortController();
  const both = AbortSignal.any([signal, failed.signal]);
  const failures: unknown[] = [];
  const results = await Promise.all(
    tasks.map(async (task) => {
      try {
        return await task(both);
      } catch (error) {
        failures.push(error);
        failed.abort(error);
        return undefined;
      }
    }),
  );
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
  return results as { -readonly [I in keyof T]: Awaited<ReturnType<T[I]>> };
}
