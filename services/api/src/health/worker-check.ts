/**
 * Asks a worker whether it is there. Any answer will do: LetsGo's own worker knows no `/health`.
 *
 * @param localQueueUrl where direct mode posts messages
 */
export function createWorkerCheck(localQueueUrl: string): (signal: AbortSignal) => Promise<void> {
  const healthUrl = new URL("/health", localQueueUrl);
  return async (signal) => {
    const response = await fetch(healthUrl, { signal });
    await response.body?.cancel();
  };
}
