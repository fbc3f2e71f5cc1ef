import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { getHeapStatistics } from "node:v8";
import { actions } from "./actions/all.ts";
import type { EmulatorOptions } from "./emulator-options.ts";
import { createClock } from "./engine/clock.ts";
import { Engine } from "./engine/engine.ts";
import type { Store } from "./engine/store.ts";
import { EmulatorError } from "./errors.ts";
import { type EmulatorFaults, Faults } from "./faults/faults.ts";
import { flatUuid } from "./flat-uuid.ts";
import { createHandler } from "./protocol/create-handler.ts";
import { createGuard } from "./protocol/guard.ts";
import { createRandom } from "./random.ts";
import { createState } from "./state/queues.ts";
import { type MessageView, type QueueView, viewMessages, viewQueues } from "./views.ts";

/** A running emulator. Disposing of it closes it. */
export interface Emulator extends AsyncDisposable {
  /** Its address, for `endpoint` or `AWS_ENDPOINT_URL_SQS`. */
  readonly url: string;
  /** Its queues as they are now. */
  readonly queues: readonly QueueView[];
  /** What goes wrong with calls on purpose. */
  readonly faults: EmulatorFaults;
  /**
   * What is in a queue, of every state, in the order of arrival; no side effect.
   *
   * @throws {EmulatorError} there is no queue of that name
   */
  messages(queueName: string): readonly MessageView[];
  /** Its clock's time. */
  now(): Date;
  /**
   * Turns the clock forward, of whatever kind it is. Everything that becomes due happens in its order before this
   * returns: delays, visibility and retention end, dead names become free, tasks move, waiting receives are answered.
   *
   * @throws {EmulatorError} `seconds` is no number, below 0, or more than leads to the last day of the year 9999
   */
  advance(seconds: number): void;
  /**
   * Answers the receives that wait, closes all connections and stops. Without `data` its queues are gone. Closing again
   * waits for the same end.
   */
  close(): Promise<void>;
}

/**
 * Starts an SQS endpoint in this process.
 *
 * @throws {EmulatorError} an option is not as it should be, the data file cannot be used, or the address cannot be
 *   listened on
 * @example
 * await using emulator = await startEmulator({ clock: "manual" });
 * const sqs = new SQSClient({ endpoint: emulator.url });
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = "127.0.0.1", allowedHosts = [], region: defaultRegion = "us-east-1" } = options;
  const faults = new Faults({ seed: options.seed ?? 1, actions: [...actions.keys()] });
  faults.set(options.faults ?? []);
  const engine = await createEngine(options);
  const guard = createGuard({ host, allowedHosts });
  const server = createServer(
    // Longer than clients keep a connection, so that it is they who close it, never under a request.
    { keepAliveTimeout: 75_000 },
    createHandler({ guard, engine, faults, defaultRegion }),
  );
  const url = await listen(server, { port: options.port ?? 0, host }).catch((error) => {
    engine.close();
    throw error;
  });
  let closing: Promise<void> | undefined;
  function close(): Promise<void> {
    closing ??= stop({ faults, engine, server });
    return closing;
  }
  return {
    url,
    get queues() {
      return engine.run(() => viewQueues(engine.state, url));
    },
    faults,
    messages: (queueName) => engine.run(() => viewMessages(engine.state, queueName)),
    now: () => new Date(engine.now()),
    advance(seconds) {
      requireAdvance(engine, seconds);
      engine.advance(seconds * 1000);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

// --- internal ---

async function createEngine(options: EmulatorOptions): Promise<Engine> {
  const { clock = "real", startAt = new Date(), duplicates = 0, inFlightLimit = 120_000 } = options;
  if (typeof clock === "object" && !(clock.speed > 0 && Number.isFinite(clock.speed))) {
    throw new EmulatorError("InvalidOption", `Expected clock.speed to be a number above 0, got ${clock.speed}`);
  }
  if (!(duplicates >= 0 && duplicates <= 1)) {
    throw new EmulatorError("InvalidOption", `Expected duplicates to be 0 to 1, got ${duplicates}`);
  }
  const state = createState({
    inFlightLimit,
    memoryLimitBytes: options.memoryLimitBytes ?? getHeapStatistics().heap_size_limit / 2,
    queueLimit: options.queueLimit ?? 100_000,
    newId: flatUuid,
    random: createRandom(options.seed ?? 1),
    ordering: options.ordering ?? "fifo-ish",
    duplicateChance: duplicates,
  });
  const store = await openStore(options.data);
  try {
    return new Engine({ state, clock: createClock(clock, startAt.getTime()), store });
  } catch (error) {
    store?.close();
    throw error;
  }
}

/** Callers without types may give anything. */
function requireAdvance(engine: Engine, seconds: unknown): void {
  if (typeof seconds === "number" && engine.mayAdvance(seconds * 1000)) return;
  const range = "a number of 0 or more, and none beyond the year 9999";
  throw new EmulatorError(
    "InvalidOption",
    `Expected seconds to be ${range}, got ${inspect(seconds)}; turn it by less, forward`,
  );
}

async function stop({ faults, engine, server }: { faults: Faults; engine: Engine; server: Server }): Promise<void> {
  faults.close();
  engine.close();
  const closed = new Promise((resolve) => server.close(resolve));
  // The answers that closing has made go out first.
  await new Promise(setImmediate);
  server.closeAllConnections();
  await closed;
}

/** Whoever keeps nothing loads nothing of it. */
async function openStore(data: string | undefined): Promise<Store | undefined> {
  if (data === undefined) return undefined;
  if (data === "") throw new EmulatorError("InvalidOption", 'Expected data to be the name of a file, got ""');
  const { openSqliteStore } = await import("./store/sqlite-store.ts");
  return openSqliteStore(data);
}

function listen(server: Server, { port, host }: { port: number; host: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const remedy = cause.code === "EADDRINUSE" ? "; stop what listens there, or choose another port" : "";
      const message = `Expected to listen on ${host}:${port}, got ${cause.code ?? cause.message}${remedy}`;
      reject(new EmulatorError("CannotListen", message, { cause }));
    });
    server.listen(port, host, () => {
      const { address, family, port: bound } = server.address() as AddressInfo;
      const isAny = address === "0.0.0.0" || address === "::";
      const name = isAny ? "127.0.0.1" : family === "IPv6" ? `[${address}]` : address;
      resolve(`http://${name}:${bound}`);
    });
  });
}
