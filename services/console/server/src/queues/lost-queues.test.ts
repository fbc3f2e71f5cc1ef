import { createSecrets, createShown } from "@letsgo/activity";
import { queueSettingsOf, workerSettingsOf } from "@letsgo/config";
import type { QueuesAnswer } from "@letsgo/console-api";
import { createLogger } from "@letsgo/logger";
import { createSqsClient } from "@letsgo/queue";
import { startEmulator } from "@letsgo/sqs-emulator";
import { expect, it } from "vitest";
import { makeFolder, startConsole } from "../../test/start-console.ts";
import { openStore } from "../store/store.ts";
import { createQueueWatch } from "./queue-watch.ts";

const queuesOf = async (environment: Record<string, string>) => {
  using place = makeFolder();
  await using console = await startConsole(place.folder, environment);
  return await console.get<QueuesAnswer>("/v1/queues");
};

it("queues that an emulator has lost are made again, though no worker polls and nobody sends", async () => {
  const sqs = await startEmulator();
  const { port } = new URL(sqs.url);
  const environment = { AWS_ENDPOINT_URL_SQS: sqs.url };
  const none = { waiting: 0, inFlight: 0, delayed: 0 };

  const first = await queuesOf(environment);
  await sqs.close();
  const away = await queuesOf(environment);
  await using _again = await startEmulator({ port: Number(port) });
  const again = await queuesOf(environment);

  expect(away.main).toMatchObject({ counts: null, unreadable: expect.stringContaining("ECONNREFUSED") });
  for (const { main, dlq } of [first, again]) {
    expect([main, dlq]).toMatchObject([{ counts: none, unreadable: null }, { counts: none }]);
  }
});

it("a queue that is not there is left to deployments where the endpoint is no emulator's, and told with the remedy", async () => {
  await using sqs = await startEmulator();
  const environment = { AWS_ENDPOINT_URL_SQS: sqs.url };
  const settings = queueSettingsOf(environment);
  const client = createSqsClient(settings);
  const store = openStore({ file: ":memory:", maxMessages: 10, maxBytes: 1e9 });
  const watch = createQueueWatch({
    client,
    settings: { ...settings, emulator: false, queueNamed: true },
    worker: workerSettingsOf(environment),
    store,
    shown: createShown(createSecrets()),
    logger: createLogger({ service: "test", destination: { write: () => {} } }),
    isWatched: () => false,
    onSample: () => {},
  });

  const { main } = await watch.now();
  await watch.stop();
  store.close();
  client.destroy();

  expect(main.counts).toBeNull();
  expect(main.unreadable).toMatch(/elsewhere deploy it, or set LETSGO_QUEUE_URL or LETSGO_QUEUE_NAME\.$/);
});
