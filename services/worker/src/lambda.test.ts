import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { startOtlpCollector } from "../../../test/support/otlp-collector.ts";
import { order, toRecord } from "../test/to-record.ts";

it("the entry of Lambda answers as the handler does, once the spans are sent", { timeout: 30_000 }, async () => {
  await using collector = await startOtlpCollector();
  const event = { Records: [toRecord(order("1")), toRecord("{")] };
  const script = `
    import { handler } from ${JSON.stringify(import.meta.resolve("./lambda.ts"))};
    const response = await handler(${JSON.stringify(event)}, {});
    process.stdout.write("\\n" + JSON.stringify(response), () => process.kill(process.pid, "SIGKILL"));`;

  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=source", "--input-type=module", "-e", script],
    { env: { LETSGO_LOCAL_QUEUE_URL: "http://127.0.0.1:3002", OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } },
  ).catch((killed: { stdout: string }) => killed);

  const response = JSON.parse(stdout.split("\n").at(-1) ?? "");
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: event.Records[1]?.messageId }] });
  expect(collector.spans.map(({ service, name, failed }) => [service, name, failed]).toSorted()).toEqual([
    ["letsgo-worker", "process letsgo-main-worker", false],
    ["letsgo-worker", "process letsgo-main-worker", true],
  ]);
});
