/**
 * One turn of the event loop. The answers of all calls that arrived in it go out together at its end: to wake a client
 * costs the system more than most calls cost us, and one that is awake need not be woken for the next answer.
 */
export class Turn {
  #end: Promise<void> | undefined;

  /** Resolves at the end of this turn. */
  end(): Promise<void> {
    this.#end ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#end = undefined;
        resolve();
      });
    });
    return this.#end;
  }
}
