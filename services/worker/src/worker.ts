import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { LiveWatch } from "@letsgo/config";
import { createEventSourceMapping, createInvoker, type EventSourceMapping } from "@letsgo/event-source";
import { createGuard } from "@letsgo/guard";
import type { Logger } from "@letsgo/logger";
import { createSqsClient } from "@letsgo/queue";
import { ensureQueues, findQueueUrl } from "@letsgo/queue/admin";
import { createReceiver, type Receiver } from "@letsgo/queue/receive";
import { createAccept } from "./accept.ts";
import type { WorkerConfig } from "./config.ts";
import { createHandler, type WorkerHandler } from "./handler.ts";
import type { MessageHandlers } from "./handlers/message-handler.ts";
import { scheduled } from "./handlers/scheduled.ts";
import { toHealth } from "./health.ts";
import { createInFlight, type InFlight } from "./in-flight.ts";
import type { WorkerEventInput } from "./lambda-event.ts";
import { keepPolling, toPolling } from "./polling.ts";
import { startSchedule } from "./schedule/start-schedule.ts";
import { toScheduledEvent } from "./schedule/to-scheduled-event.ts";
import { listen, stopListening } from "./server/listen.ts";
import { createWorkerServer } from "./server/server.ts";

/** The worker as a process runs it: poller, HTTP server and schedule around one handler. */
export interface Worker {
  /** Listens, then polls. Resolves with the server's address; rejects where the port is taken. */
  start(): Promise<string>;
  /**
   * Receives nothing new and lets running handlers end, at most for the function timeout. The server takes direct
   * deliveries until the open receives have ended; what comes later is the next process's.
   *
   * @returns how many direct deliveries and scheduled events were still running at the end
   */
  stop(): Promise<{ unfinished: number }>;
}

/** What a worker is made of. */
export interface WorkerParts {
  readonly config: WorkerConfig;
  readonly handlers: MessageHandlers;
  readonly logger: Logger;
  /** Says the mode, and whether the poller is paused. */
  readonly live: LiveWatch;
}

/** Puts the worker together; nothing happens before `start`. */
export function createWorker(parts: WorkerParts): Worker {
  const { config, logger, live } = parts;
  const receiver = createReceiver({ settings: config.queue });
  const invoke = createFunction(parts, receiver);
  const inFlight = createInFlight();
  const accept = createAccept({ invoke, inFlight, logger });
  const polling = () => toPolling(live.values(), config.queue);
  const { mapping, disconnect } = createPoller(config, invoke, polling().enabled);
  const endPolling = keepPolling(mapping, live, config.queue);
  const server = createWorkerServer({
    guard: createGuard({ allowedHosts: config.allowedHosts }),
    logger,
    health: () => toHealth(live.values().mode, mapping.state(), polling().source),
    accept,
  });
  let endSchedule = () => {};
  return {
    async start() {
      const url = await listen(server, config);
      mapping.start();
      const { schedule, queue } = config;
      if (schedule) endSchedule = startSchedule(schedule, (due) => accept(toScheduledEvent(due, queue)));
      return url;
    },
    async stop() {
      endSchedule();
      endPolling();
      await drain({ config, mapping, server, inFlight });
      disconnect();
      await receiver.close();
      return { unfinished: inFlight.count() };
    },
  };
}

// --- internal ---

function createFunction({ config, handlers, logger }: WorkerParts, receiver: Receiver) {
  const { functionTimeoutSeconds, memoryMegabytes, partialFailures } = config.worker;
  const { deployment, region, maxReceiveCount } = config.queue;
  const told = { maxReceiveCount, partialFailures };
  const handler: WorkerHandler = createHandler({ handlers, scheduled, receiver, logger, ...told });
  return createInvoker<WorkerEventInput>({
    handler,
    functionName: `letsgo-${deployment}-worker`,
    functionTimeoutSeconds,
    memoryMegabytes,
    region,
  });
}

function createPoller({ queue, worker }: WorkerConfig, invoke: ReturnType<typeof createFunction>, enabled: boolean) {
  const polls = createSqsClient(queue, { purpose: "poll" });
  const calls = createSqsClient(queue);
  const mapping = createEventSourceMapping({
    client: polls,
    // Asked again when the queue is gone: that is how the queues come back after an emulator's restart.
    queueUrl: async () => {
      if (!queue.emulator) return findQueueUrl(calls, queue);
      const ensured = await ensureQueues(calls, queue, { reconcile: true });
      return queue.queueUrl ?? ensured.queueUrl;
    },
    invoke,
    enabled,
    batchSize: worker.batchSize,
    maximumBatchingWindowInSeconds: worker.batchingWindowSeconds,
    concurrency: worker.concurrency,
    functionResponseTypes: worker.partialFailures ? ["ReportBatchItemFailures"] : [],
    functionTimeoutSeconds: worker.functionTimeoutSeconds,
    receiveMessageWaitTimeSeconds: queue.receiveMessageWaitTimeSeconds,
  });
  const disconnect = () => {
    polls.destroy();
    calls.destroy();
  };
  return { mapping, disconnect };
}

async function drain(parts: { config: WorkerConfig; mapping: EventSourceMapping; server: Server; inFlight: InFlight }) {
  const { config, mapping, server, inFlight } = parts;
  const graceSeconds = config.worker.functionTimeoutSeconds;
  const receiveWaitSeconds = config.queue.receiveMessageWaitTimeSeconds;
  const polled = mapping.stop({ graceSeconds: graceSeconds + receiveWaitSeconds });
  await Promise.race([polled, pause(receiveWaitSeconds * 1000, undefined, { ref: false })]);
  const answered = stopListening(server).then(() => inFlight.idle());
  await Promise.race([Promise.all([polled, answered]), pause(graceSeconds * 1000, undefined, { ref: false })]);
}
