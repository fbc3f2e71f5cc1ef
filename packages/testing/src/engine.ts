import type { Mode } from "@letsgo/config";
import type { Environment } from "./config.ts";
import type { LogLine } from "./lines/log-line.ts";
import type { ServiceName, StackUrls } from "./stack.ts";

/** What runs a stack's services. */
export interface Engine {
  /** Settings that producers on this machine need beside the stack's own. */
  readonly producerSettings: Environment;
  urls(): StackUrls;
  stopService(service: ServiceName, graceSeconds: number | undefined): Promise<void>;
  startService(service: ServiceName): Promise<void>;
  /** Ends all services and removes everything of them. */
  stop(): Promise<void>;
}

/** What an engine starts from. */
export interface EngineStart {
  readonly name: string;
  readonly mode: Mode;
  /** A folder of the stack's own, which the guardian removes. */
  readonly folder: string;
  readonly projectDirectory: string;
  readonly composeFiles: readonly string[];
  /** The services' settings. */
  readonly environment: Environment;
  /** Absolute path of the module with further message handlers. */
  readonly handlersPath: string | undefined;
  readonly startDeadlineMs: number;
  readonly onLine: (line: LogLine) => void;
}
