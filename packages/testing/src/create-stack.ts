import { queueSettingsOf } from "@letsgo/config";
import { peekMessages } from "@letsgo/queue/admin";
import type { Engine, EngineStart } from "./engine.ts";
import { NotOnThisEngineError, ServiceStartError } from "./errors.ts";
import type { LineBook } from "./lines/line-book.ts";
import { lineOf } from "./lines/line-of.ts";
import { tailOf } from "./lines/tail-of.ts";
import { outcomeOf } from "./outcome/outcome-of.ts";
import type { EngineName, Stack } from "./stack.ts";

const DEADLINE_MS = 30_000;

/** What a stack is made of. */
export interface StackParts {
  readonly start: EngineStart;
  readonly engineName: EngineName;
  readonly engine: Engine;
  readonly book: LineBook;
}

/** Puts the stack's functions around its running engine. */
export function createStack({ start, engineName, engine, book }: StackParts): Stack {
  const stopped = new AbortController();
  const environmentNow = () => toProducerEnvironment(start, engine);
  const settingsNow = () => queueSettingsOf(environmentNow());
  const isInDlq = async (messageId: string) => {
    const dead = await peekMessages(settingsNow(), settingsNow().dlqName);
    return dead?.some((message) => message.messageId === messageId) ?? false;
  };
  const waiting = { book, stackName: start.name, stopped: stopped.signal };
  let stopping: Promise<void> | undefined;

  const stopService: Stack["stopService"] = (service, { graceSeconds } = {}) =>
    engine.stopService(service, graceSeconds);
  const startService: Stack["startService"] = (service) =>
    engine.startService(service).catch((error: unknown) => {
      if (error instanceof NotOnThisEngineError) throw error;
      throw new ServiceStartError(service, { cause: error, tail: tailOf(book.lines()) });
    });
  return {
    name: start.name,
    engine: engineName,
    mode: start.mode,
    get urls() {
      return engine.urls();
    },
    get environment() {
      return environmentNow();
    },
    get settings() {
      return settingsNow();
    },
    outcomeOf: (messageId, { deadlineMs = DEADLINE_MS } = {}) => {
      const { maxReceiveCount, visibilityTimeoutSeconds } = settingsNow();
      const source = { ...waiting, maxReceiveCount, visibilityTimeoutSeconds, isInDlq };
      return outcomeOf(source, messageId, deadlineMs);
    },
    lineOf: (matches, options = {}) =>
      lineOf(waiting, matches, { ...options, deadlineMs: options.deadlineMs ?? DEADLINE_MS }),
    lines: () => book.lines(),
    stopService,
    startService,
    async restartService(service, options) {
      await stopService(service, options);
      await startService(service);
    },
    [Symbol.asyncDispose]() {
      stopped.abort();
      stopping ??= engine.stop();
      return stopping;
    },
  };
}

// --- internal ---

/** Emulators take any credentials; the caller's own have no business there. */
function toProducerEnvironment({ environment, mode }: EngineStart, engine: Engine): Record<string, string> {
  const { worker, sqs } = engine.urls();
  return {
    ...environment,
    ...engine.producerSettings,
    LETSGO_QUEUE_MODE: mode,
    LETSGO_LOCAL_QUEUE_URL: worker,
    AWS_ENDPOINT_URL_SQS: sqs,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  };
}
