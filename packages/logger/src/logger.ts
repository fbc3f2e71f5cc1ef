import { format } from "node:util";
import { isSpanContextValid, trace } from "@opentelemetry/api";
import { type DestinationStream, type Logger, pino } from "pino";
import { tellLogged } from "./events.ts";
import { currentMessageScope } from "./message-scope.ts";
import { serializeError } from "./serialize-error.ts";

export type { Logger } from "pino";

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
    serializers: { err: serializeError },
    timestamp: () => `"time":"${new Date().toISOString()}"`,
    hooks: {
      logMethod(this: Logger, args: unknown[], method: (fields: object) => void, level: number) {
        const label = pino.levels.labels[level] ?? String(level);
        const { msg, messageId, type, ...fields } = toFields(args);
        method.call(this, { level: label, service, msg, messageId, type, ...fields });
        tellLogged({ level: label, msg, fields });
      },
    },
  };
  // Synchronous: lines keep their order, and a process that exits has written its last ones.
  return pino(options, destination ?? pino.destination({ dest: 1, sync: true }));
}

// --- internal ---

/** pino writes the text last; the field order is the reader's help, so the text travels as the first field instead. */
function toFields(args: unknown[]) {
  const [first, ...rest] = args;
  const isObject = typeof first === "object" && first !== null;
  const own = first instanceof Error ? { err: first } : isObject ? (first as Record<string, unknown>) : {};
  const text = isObject ? rest : args;
  const msg = text.length > 0 ? format(...text) : first instanceof Error ? first.message : undefined;
  const scope = currentMessageScope();
  const inScope = { messageId: scope?.messageId, type: scope?.type, ...own };
  const { messageId, type, traceId = activeTraceId(), ...others } = inScope as Record<string, unknown>;
  return { msg, messageId, type, traceId, ...others };
}

function activeTraceId(): string | undefined {
  const spanContext = trace.getActiveSpan()?.spanContext();
  return spanContext && isSpanContextValid(spanContext) ? spanContext.traceId : undefined;
}
