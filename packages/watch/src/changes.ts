/** Changes, of which several that follow one another closely count as one. */
export interface Changes {
  /** Resolves with the first file of the next change, or of one that came since `forget`. */
  next(): Promise<string>;
  /** What has changed so far counts no longer. */
  forget(): void;
}

/**
 * @param quietMs for so long nothing must have changed before a change is told, in milliseconds
 */
export function createChanges(quietMs: number): Changes & { notify(file: string): void } {
  let told = Promise.withResolvers<string>();
  let timer: NodeJS.Timeout | undefined;
  let first: string | undefined;
  return {
    next: () => told.promise,
    forget() {
      clearTimeout(timer);
      first = undefined;
      told = Promise.withResolvers();
    },
    notify(file) {
      first ??= file;
      clearTimeout(timer);
      timer = setTimeout(told.resolve, quietMs, first);
    },
  };
}
