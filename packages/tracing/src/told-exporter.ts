import type { Logger } from "@letsgo/logger";
import { context, ROOT_CONTEXT } from "@opentelemetry/api";
import { type ExportResult, ExportResultCode } from "@opentelemetry/core";
import type { SpanExporter } from "@opentelemetry/sdk-trace";

/** Passes spans on; the log tells once that they are not taken, and once that they are again. */
export function toToldExporter(exporter: SpanExporter, { url, logger }: { url: string; logger: Logger }): SpanExporter {
  let failing = false;

  function tell(result: ExportResult): void {
    const failed = result.code !== ExportResultCode.SUCCESS;
    if (failed && !failing) {
      logger.warn({ url, err: result.error }, "Spans are not taken by OTEL_EXPORTER_OTLP_ENDPOINT and are dropped");
    }
    if (!failed && failing) logger.info({ url }, "Spans are taken again");
    failing = failed;
  }

  return {
    export(spans, onResult) {
      exporter.export(spans, (result) => {
        // The line is in no trace, though the span that happened to be the first to wait is.
        context.with(ROOT_CONTEXT, tell, undefined, result);
        onResult(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
