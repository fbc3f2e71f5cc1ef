import type { Mode, QueueSettings } from "@letsgo/config";
import type { Environment } from "./config.ts";
import type { LineOfOptions } from "./lines/line-of.ts";
import type { LogLine } from "./lines/log-line.ts";
import type { Outcome } from "./outcome/outcome.ts";

/** What runs the stack: Docker Compose, or plain processes (`npm run dev`). */
export type EngineName = "containers" | "processes";

/** A service of the stack. */
export type ServiceName = "web" | "api" | "worker" | "console" | "localstack";

/** Where a stack's services listen, on this machine. */
export interface StackUrls {
  readonly web: string;
  readonly api: string;
  readonly worker: string;
  readonly console: string;
  /** The SQS endpoint. */
  readonly sqs: string;
}

/** Options of `startStack`. */
export interface StackOptions {
  readonly engine: EngineName;
  /** How messages travel. */
  readonly mode: Mode;
  /**
   * Further settings for the services, over the test settings. Settings of the caller's own environment and of `.env` do
   * not reach the stack.
   *
   * @default {}
   */
  readonly env?: Environment | undefined;
  /**
   * A module whose exported `handlers` (a Map of message type to message handler) the worker adds to its own. On the
   * containers engine its folder is mounted into the worker.
   *
   * @default none
   */
  readonly handlers?: URL | string | undefined;
  /** The folder of `docker-compose.yml` and `scripts/dev.ts`. @default the working directory */
  readonly projectDirectory?: string | undefined;
  /** Compose files, relative to the project's folder. @default ["docker-compose.yml"] */
  readonly composeFiles?: readonly string[] | undefined;
  /** How long the stack may take to become ready, in milliseconds. @default 120000 */
  readonly startDeadlineMs?: number | undefined;
}

/** A running stack of its own: own queues, own free ports, nothing shared with any other stack. */
export interface Stack extends AsyncDisposable {
  /** Unique on this machine; on the containers engine the compose project's name. */
  readonly name: string;
  readonly engine: EngineName;
  readonly mode: Mode;
  /** Read them anew after a service was started again: its port is another one then. */
  readonly urls: StackUrls;
  /** The environment by which a program on this machine sends to this stack's worker or queue. Changes as `urls` does. */
  readonly environment: Environment;
  /** The same as settings, for `createProducer({ settings: stack.settings })`. */
  readonly settings: QueueSettings;
  /**
   * Waits for a message's final outcome. A failed delivery with deliveries left is not final.
   *
   * @param options.deadlineMs how long to wait, in milliseconds; 30000 by default
   * @throws {DeadlineError} with the message's lines so far and the last lines of each service
   */
  outcomeOf(messageId: string, options?: { readonly deadlineMs?: number }): Promise<Outcome>;
  /**
   * Waits for the first log line that `matches`; one that was written already counts, from position `from` on.
   *
   * @param options.deadlineMs how long to wait, in milliseconds; 30000 by default
   * @throws {DeadlineError} with the last lines of each service
   */
  lineOf(matches: (line: LogLine) => boolean, options?: Partial<LineOfOptions>): Promise<LogLine>;
  /** Every log line of every service so far. */
  lines(): readonly LogLine[];
  /**
   * Stops one service and waits until it has ended.
   *
   * @param options.graceSeconds time between SIGTERM and SIGKILL; by default the service's own grace period, 0 kills at once
   * @throws {NotOnThisEngineError} on the processes engine
   */
  stopService(service: ServiceName, options?: { readonly graceSeconds?: number }): Promise<void>;
  /**
   * Starts a stopped service and waits until it is healthy.
   *
   * @throws {ServiceStartError} where it ends or does not become healthy, with the last lines of each service
   * @throws {NotOnThisEngineError} on the processes engine
   */
  startService(service: ServiceName): Promise<void>;
  /** Stops and starts one service; see there. */
  restartService(service: ServiceName, options?: { readonly graceSeconds?: number }): Promise<void>;
  /** Ends the stack and removes everything of it. May be called twice. */
  [Symbol.asyncDispose](): Promise<void>;
}
