import { AsyncLocalStorage } from "node:async_hooks";
import { format } from "node:util";
import { isSpanContextValid, trace } from "@opentelemetry/api";
import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger } from "pino";

/** The message that code is handling; every line logged inside carries it. */
export interface MessageScope {
  readonly messageId: string;
  readonly type?: string | undefined;
}

/** Options of {@link createLogger}. */
export interface LoggerOptions {
  /** The service's name, for example `worker`. */
  readonly service: string;
  /** Least level that is written: trace, debug, info, warn, error or fatal. @default "info" */
  readonly level?: string;
  /** Where lines go. @default standard output */
  readonly destination?: DestinationStream;
}

/**
 * A logger of JSON lines whose fields begin `time level service msg messageId`, then `type`, then the line's own. A line
 * that is written inside a trace has its `traceId`.
 * Payloads are never logged above debug; that is the caller's part.
 *
 * @example
 * const logger = createLogger({ service: "worker" });
 * logger.info({ url }, "Listening");
 */
export function createLogger({ service, level = "info", destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: null,
    // pino writes a line's level, made once per logger, before its time: so the level is left empty and comes as a field.
    formatters: { level: () => ({}) },
    timestamp: () => `"time":"${new Date().toISOString()}"`,
    hooks: {
      logMethod(this: Logger, args: unknown[], method: (fields: object) => void, level: number) {
        method.call(this, { level: pino.levels.labels[level], service, ...toFields(args) });
      },
    },
  };
  // Synchronous: lines keep their order, and a process that exits has written its last ones.
  return pino(options, destination ?? pino.destination({ dest: 1, sync: true }));
}

/** Runs `run` with every line logged inside it, however deep and however async, carrying the message's id and type. */
export function withMessageScope<T>(scope: MessageScope, run: () => T): T {
  return scopes.run(scope, run);
}

// --- internal ---

const scopes = new AsyncLocalStorage<MessageScope>();

/** pino writes the text last; the field order is the reader's help, so the text travels as the first field instead. */
function toFields(args: unknown[]): object {
  const [first, ...rest] = args;
  const isObject = typeof first === "object" && first !== null;
  const own = first instanceof Error ? { err: first } : isObject ? (first as Record<string, unknown>) : {};
  const text = isObject ? rest : args;
  const msg = text.length > 0 ? format(...text) : first instanceof Error ? first.message : undefined;
  const { messageId, type, traceId = activeTraceId(), ...others } = { ...scopes.getStore(), ...own };
  return { msg, messageId, type, traceId, ...others };
}

function activeTraceId(): string | undefined {
  const spanContext = trace.getActiveSpan()?.spanContext();
  return spanContext && isSpanContextValid(spanContext) ? spanContext.traceId : undefined;
}
