import type { Logger } from "@letsgo/logger";
import { ExportResultCode } from "@opentelemetry/core";
import type { SpanExporter } from "@opentelemetry/sdk-trace";

/** Passes spans on; the log tells once that they are not taken, and once that they are again. */
export function toToldExporter(exporter: SpanExporter, { url, logger }: { url: string; logger: Logger }): SpanExporter {
  let failing = false;

  return {
    export(spans, onResult) {
      exporter.export(spans, (result) => {
        const failed = result.code !== ExportResultCode.SUCCESS;
        if (failed && !failing) {
          logger.warn({ url, err: result.error }, "Spans are not taken by OTEL_EXPORTER_OTLP_ENDPOINT and are dropped");
        }
        if (!failed && failing) logger.info({ url }, "Spans are taken again");
        failing = failed;
        onResult(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
