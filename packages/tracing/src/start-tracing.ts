import type { TracingSettings } from "@letsgo/config";
import type { Logger } from "@letsgo/logger";
import { context, propagation } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import type { Tracing } from "./tracing.ts";

/** How a service is traced. */
export interface TracingOptions {
  readonly settings: TracingSettings;
  /** The service's short name, for example `worker`. */
  readonly service: string;
  /** Hears once of a collector that does not take spans, and once of its return. */
  readonly logger: Logger;
}

/**
 * Sets up OpenTelemetry for this process. Trace context always travels, by W3C's headers and through async code; spans are
 * recorded and sent where the settings name an endpoint, in the background: a collector that is away costs nothing but
 * the spans. What somebody else has set up before (Lambda's layer, `node --import`) stays.
 *
 * @example
 * const tracing = await startTracing({ settings: tracingSettingsOf(process.env), service: "worker", logger });
 * process.once("SIGTERM", () => tracing.stop());
 */
export async function startTracing({ settings, service, logger }: TracingOptions): Promise<Tracing> {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const { endpoint, serviceName = `letsgo-${service}` } = settings;
  if (endpoint === undefined) return { flush: async () => {}, stop: async () => {} };
  // Loaded on demand: most processes export nothing.
  const { startExport } = await import("./start-export.ts");
  return startExport({ endpoint, serviceName, logger });
}
