import { queueSettingsOf } from "@letsgo/config";
import { expect, it, vi } from "vitest";
import { startHeldWorker } from "../../test/held-worker.ts";
import { xrayHeader } from "../../test/traced.ts";

// Before the package is loaded: whether a process runs on Lambda is looked up once.
vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "some-function");
const { createProducer } = await import("../index.ts");

it.each([
  [
    "is in the invocation's trace, in W3C's form and in X-Ray's",
    xrayHeader,
    `00-${"3".repeat(32)}-${"4".repeat(16)}-01`,
  ],
  ["is in no trace where X-Ray does not trace the invocation", "", undefined],
])("what a Lambda function enqueues %s", async (_, header, traceparent) => {
  await using worker = await startHeldWorker();
  worker.release();
  vi.stubEnv("_X_AMZN_TRACE_ID", header);
  const producer = createProducer({ settings: queueSettingsOf({ LETSGO_LOCAL_QUEUE_URL: worker.url }) });

  await producer.enqueue({ type: "x", payload: 1 });
  await producer.close();

  const record = worker.posts()[0]?.[0];
  expect(record?.messageAttributes.traceparent?.stringValue).toBe(traceparent);
  expect(record?.attributes.AWSTraceHeader).toBe(header || undefined);
});
