import { context, propagation, type TextMapPropagator, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

/** The spans of this process. */
export interface RecordedSpans {
  /** Those that have ended, the first one first. */
  ended(): readonly ReadableSpan[];
  /** The ended one of that name. @throws where there is none, or several */
  one(name: string): ReadableSpan;
  clear(): void;
}

/** Sets up OpenTelemetry's SDK for this process, for good: call it once in a test file. */
export function recordSpans(propagator: TextMapPropagator = new W3CTraceContextPropagator()): RecordedSpans {
  carryContext();
  propagation.setGlobalPropagator(propagator);
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
  return {
    ended: () => exporter.getFinishedSpans(),
    one(name) {
      const [found, ...others] = exporter.getFinishedSpans().filter((span) => span.name === name);
      if (found && others.length === 0) return found;
      const names = exporter.getFinishedSpans().map((span) => span.name);
      throw new Error(`Expected one span "${name}", got ${JSON.stringify(names)}`);
    },
    clear: () => exporter.reset(),
  };
}

/** Lets the trace context follow async code, and sets up no more than that. */
export function carryContext(): void {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
}
