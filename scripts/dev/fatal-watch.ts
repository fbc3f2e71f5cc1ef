import { ScriptError } from "../cli/errors.ts";
import { fatalReasonOf } from "../logs/fatal.ts";
import { parseLogLine } from "../logs/format.ts";

/** Looks out for a service that says why it cannot start. */
export interface FatalWatch {
  /** Takes what a service printed. */
  see(service: string, text: string): void;
  /** Rejects at the first such line. */
  readonly fatal: Promise<never>;
}

/**
 * While a stack starts, a service's fatal line ends the start. Later on it tells of a crash, after which the service is
 * started again.
 */
export function createFatalWatch(): FatalWatch {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  return {
    fatal: promise,
    see(service, text) {
      const reason = fatalReasonOf(parseLogLine(text, service));
      if (reason === undefined) return;
      reject(new ScriptError(`The stack cannot start:\n\n  ${reason}`, "Mend that, then start again."));
    },
  };
}
