import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";
import type { Engine } from "../engine/engine.ts";
import { SqsError } from "../errors.ts";
import type { FaultRule } from "../faults/fault-rule.ts";
import type { EmulatorFaults } from "../faults/faults.ts";
import { answerPlainJson } from "../protocol/answers.ts";
import { readBody } from "../protocol/read-body.ts";
import { described, type Input, isObject } from "../validate/input.ts";
import { answerPeek } from "./peek.ts";

export interface OwnPagesOptions {
  readonly engine: Engine;
  readonly faults: EmulatorFaults;
  readonly defaultRegion: string;
}

/** Answers what is not SQS's: a look into queues, the emulator's health, its clock and its faults. */
export async function answerOwnPage(
  options: OwnPagesOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://emulator");
  if (url.pathname.startsWith("/_aws/sqs/messages")) return answerPeek(options, { url, request, response });
  if (url.pathname === "/_emulator/health") return answerHealth(options, response);
  // Whoever may change the emulator is on this machine: it is a test's, not a network's.
  if (request.method === "POST" && !isLoopback(request.socket.remoteAddress)) {
    const message = "Expected a request of this machine; no other may turn the clock or set faults.";
    return answerPlainJson(response, 403, { message });
  }
  if (url.pathname === "/_emulator/clock") return answerClock(options.engine, request, response);
  if (url.pathname === "/_emulator/faults") return answerFaults(options.faults, request, response);
  answerPlainJson(response, 404, { message: `Expected a page of the emulator, got ${url.pathname}` });
}

// --- internal ---

function answerHealth({ engine, faults }: OwnPagesOptions, response: ServerResponse): void {
  const about = { emulator: "@letsgo/sqs-emulator", now: new Date(engine.now()).toISOString() };
  const failure = engine.writeFailure();
  if (failure !== undefined) {
    // What was refused may still be in the state: it is not counted.
    answerPlainJson(response, 503, { status: "cannot write", reason: failure.message, ...about });
    return;
  }
  const { state } = engine;
  let messages = 0;
  for (const queue of state.queues.values()) messages += queue.messages.size;
  answerPlainJson(response, 200, {
    status: "ok",
    ...about,
    queues: state.queues.size,
    messages,
    memoryBytes: state.memoryBytes,
    waitingPolls: engine.polls.size,
    faultRules: faults.rules.length,
  });
}

async function answerClock(engine: Engine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "POST") engine.advance((await advanceSecondsOf(engine, request)) * 1000);
  answerPlainJson(response, 200, { now: new Date(engine.now()).toISOString() });
}

async function advanceSecondsOf(engine: Engine, request: IncomingMessage): Promise<number> {
  const seconds = (await readObject(request))?.advanceSeconds;
  if (typeof seconds === "number" && engine.mayAdvance(seconds * 1000)) return seconds;
  const message = `Expected a body like {"advanceSeconds": 60}, with 0 or more and none beyond the year 9999, got ${described(seconds)}.`;
  throw new SqsError("InvalidRequest", message);
}

async function answerFaults(faults: EmulatorFaults, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "POST") {
    const { rules, seed } = (await readObject(request)) ?? {};
    if (rules === undefined || (seed !== undefined && !Number.isSafeInteger(seed))) {
      throw new SqsError("InvalidRequest", 'Expected a body like {"rules": [{"fault": "throttle"}], "seed": 1}.');
    }
    faults.set(rules as FaultRule[], seed === undefined ? {} : { seed: seed as number });
  }
  answerPlainJson(response, 200, { rules: faults.rules });
}

/** @returns undefined where the body is no JSON object */
async function readObject(request: IncomingMessage): Promise<Input | undefined> {
  const text = await readBody(request);
  try {
    const input: unknown = JSON.parse(text);
    return isObject(input) ? input : undefined;
  } catch {
    return undefined;
  }
}

function isLoopback(address = ""): boolean {
  return isIP(address) > 0 && /^(127\.|::1$|::ffff:127\.)/.test(address);
}
