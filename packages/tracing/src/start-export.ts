import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "@letsgo/logger";
import { trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { toToldExporter } from "./told-exporter.ts";
import type { Tracing } from "./tracing.ts";

/** Records spans and sends them to a collector, unless the process has a tracer provider already. */
export function startExport(options: { endpoint: string; serviceName: string; logger: Logger }): Tracing {
  const { endpoint, serviceName, logger } = options;
  const url = `${endpoint.replace(/\/$/, "")}/v1/traces`;
  const exporter = toToldExporter(new OTLPTraceExporter({ url }), { url, logger });
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(detectResources({ detectors: [envDetector] }))
      .merge(resourceFromAttributes({ "service.name": serviceName })),
    spanProcessors: [
      new BatchSpanProcessor({ exporter, scheduledDelayMillis: EXPORT_EVERY_MS, maxQueueSize: MAX_UNSENT }),
    ],
  });
  trace.setGlobalTracerProvider(provider);
  return {
    flush: () => atMost(PATIENCE_MS, provider.forceFlush()),
    stop: () => atMost(PATIENCE_MS, provider.shutdown()),
  };
}

// --- internal ---

/** Soon enough to look at what was just done. */
const EXPORT_EVERY_MS = 1000;
/** As many as a producer may hold unsent messages; further spans are dropped. */
const MAX_UNSENT = 10_000;
const PATIENCE_MS = 1000;

/** What fails is told by the exporter; what takes longer is given up. */
async function atMost(milliseconds: number, task: Promise<unknown>): Promise<void> {
  await Promise.race([task.catch(() => undefined), pause(milliseconds, undefined, { ref: false })]);
}
