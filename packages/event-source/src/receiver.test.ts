import { afterAll, beforeAll, expect, test } from "vitest";
import { createQueueConnection } from "./queue-connection.ts";
import { createReceiver } from "./receiver.ts";
import { type LocalEndpoint, startLocalEndpoint } from "./test-support/local-queue.ts";
import { eventually } from "./test-support/running-mapping.ts";

let endpoint: LocalEndpoint;
beforeAll(async () => {
  endpoint = await startLocalEndpoint();
});
afterAll(() => endpoint.close());

test("C4: a batch that is being gathered does not wait for an outage to end, a poller without messages does", async () => {
  const client = endpoint.createClient();
  const halting = new AbortController();
  const { signal } = halting;
  const queueUrl = `${endpoint.address}/000000000000/missing`;
  const settings = { functionTimeoutSeconds: undefined, heartbeatSeconds: undefined, batchingWindowSeconds: 300 };
  const connection = createQueueConnection({ client, queueUrl, settings, signal });
  const { receive } = createReceiver({ client, connection, signal });

  const waiting = receive({ maximum: 10, waitTimeSeconds: 0 });
  await eventually(() => expect(connection.state().status).toBe("failing"));
  const gathering = await receive({ maximum: 10, waitTimeSeconds: 0, deadlineMs: Number.MAX_SAFE_INTEGER });
  const { queueUrl: found } = await endpoint.createQueue({}, "missing");
  const waited = await waiting;
  halting.abort();

  expect(gathering).toBeUndefined();
  expect(waited?.queue.queueUrl).toBe(found);
});
