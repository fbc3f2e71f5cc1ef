import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { LiveWatch } from "@letsgo/config";
import { createEventSourceMapping, createInvoker, type EventSourceMapping } from "@letsgo/event-source";
import { createGuard } from "@letsgo/guard";
import type { Logger } from "@letsgo/logger";
import { createSqsClient } from "@letsgo/queue";
import { ensureQueues, findQueueUrl } from "@letsgo/queue/admin";
import { createReceiver, type Receiver } from "@letsgo/queue/receive";
import { listen, stopListening } from "@letsgo/service";
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
  const clients = createClients(config.queue);
  const receiver = createReceiver({ settings: config.queue, client: clients.calls });
  const invoke = createFunction(parts, receiver);
  const inFlight = createInFlight();
  const accept = createAccept({ invoke, inFlight, logger });
  const polling = () => toPolling(live.values(), config.queue);
  const mapping = createPoller(config, { invoke, clients, enabled: polling().enabled });
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
      await receiver.close();
      clients.polls.destroy();
      clients.calls.destroy();
      return { unfinished: inFlight.count() };
    },
  };
}

// --- internal ---

/** Long polls hold their sockets, so they have sockets of their own; all other calls share the second client. */
function createClients(queue: WorkerConfig["queue"]) {
  return { polls: createSqsClient(queue, { purpose: "poll" }), calls: createSqsClient(queue) };
}

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

interface PollerParts {
  readonly invoke: ReturnType<typeof createFunction>;
  readonly clients: ReturnType<typeof createClients>;
  readonly enabled: boolean;
}

function createPoller({ queue, worker }: WorkerConfig, { invoke, clients, enabled }: PollerParts): EventSourceMapping {
  const { polls, calls } = clients;
  return createEventSourceMapping({
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
}

/**
 * Nothing new is received, running handlers end, what has not started is released, what succeeded is deleted. All of it is
 * over when this resolves, so that clients may be closed then.
 */
async function drain(parts: { config: WorkerConfig; mapping: EventSourceMapping; server: Server; inFlight: InFlight }) {
  const { config, mapping, server, inFlight } = parts;
  const graceSeconds = config.worker.functionTimeoutSeconds;
  const receiveWaitSeconds = config.queue.receiveMessageWaitTimeSeconds;
  const polled = mapping.stop({ graceSeconds: graceSeconds + receiveWaitSeconds });
  await Promise.race([polled, pause(receiveWaitSeconds * 1000, undefined, { ref: false })]);
  const answered = stopListening(server).then(() => inFlight.idle());
  const given = pause(graceSeconds * 1000, undefined, { ref: false });
  // Direct deliveries are waited for no longer; what came from the queue ends by itself, and takes its deletes with it.
  await Promise.all([polled, Promise.race([answered, given])]);
}
