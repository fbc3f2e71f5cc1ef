import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";
import type { Engine } from "../engine/engine.ts";
import { SqsError } from "../errors.ts";
import { answerPlainJson } from "../protocol/answers.ts";
import { readBody } from "../protocol/read-body.ts";
import { isObject } from "../validate/input.ts";
import { answerPeek } from "./peek.ts";

export interface OwnPagesOptions {
  readonly engine: Engine;
  readonly defaultRegion: string;
}

/** Answers what is not SQS's: a look into queues, the emulator's health, and its clock. */
export async function answerOwnPage(
  options: OwnPagesOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://emulator");
  if (url.pathname.startsWith("/_aws/sqs/messages")) return answerPeek(options, { url, request, response });
  if (url.pathname === "/_emulator/health") return answerHealth(options.engine, response);
  if (url.pathname === "/_emulator/clock") return answerClock(options.engine, request, response);
  answerPlainJson(response, 404, { message: `Expected a page of the emulator, got ${url.pathname}` });
}

// --- internal ---

function answerHealth(engine: Engine, response: ServerResponse): void {
  const { state } = engine;
  let messages = 0;
  for (const queue of state.queues.values()) messages += queue.messages.size;
  answerPlainJson(response, 200, {
    status: "ok",
    emulator: "@letsgo/sqs-emulator",
    queues: state.queues.size,
    messages,
    memoryBytes: state.memoryBytes,
    waitingPolls: engine.polls.size,
    now: new Date(engine.now()).toISOString(),
  });
}

/** Whoever may turn the clock is on this machine: it is a test's, not a network's. */
async function answerClock(engine: Engine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "POST") {
    if (!isLoopback(request.socket.remoteAddress)) {
      return answerPlainJson(response, 403, {
        message: "Expected a request of this machine; no other may turn the clock.",
      });
    }
    engine.advance((await advanceSecondsOf(request)) * 1000);
  }
  answerPlainJson(response, 200, { now: new Date(engine.now()).toISOString() });
}

async function advanceSecondsOf(request: IncomingMessage): Promise<number> {
  let input: unknown;
  try {
    input = JSON.parse(await readBody(request));
  } catch (error) {
    if (error instanceof SqsError) throw error;
  }
  const seconds = isObject(input) ? input.advanceSeconds : undefined;
  if (typeof seconds === "number" && seconds >= 0 && Number.isFinite(seconds)) return seconds;
  throw new SqsError("InvalidRequest", 'Expected a body like {"advanceSeconds": 60}, with 0 or more.');
}

function isLoopback(address = ""): boolean {
  return isIP(address) > 0 && /^(127\.|::1$|::ffff:127\.)/.test(address);
}
