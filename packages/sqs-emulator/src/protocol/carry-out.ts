import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { actions } from "../actions/all.ts";
import type { Call } from "../actions/call.ts";
import type { Engine } from "../engine/engine.ts";
import { SqsError } from "../errors.ts";
import type { CallFaults } from "../faults/call-faults.ts";
import type { Faults } from "../faults/faults.ts";
import { type Input, isObject } from "../validate/input.ts";
import { callerOf } from "./caller.ts";

export interface CarryOutOptions {
  readonly engine: Engine;
  readonly faults: Faults;
  readonly defaultRegion: string;
}

/**
 * Carries out a call of the JSON protocol.
 *
 * @param target the header `x-amz-target`, like `AmazonSQS.SendMessage`
 * @returns the answer, or `drop` for none
 * @throws {SqsError} the call is refused
 */
export async function carryOut(
  { engine, faults, defaultRegion }: CarryOutOptions,
  exchange: { request: IncomingMessage; response: ServerResponse; target: string; body: string },
): Promise<object | "drop"> {
  const { request, response, target, body } = exchange;
  const name = target.slice(target.indexOf(".") + 1);
  const action = target.startsWith("AmazonSQS.") ? actions.get(name) : undefined;
  if (action === undefined) {
    throw new SqsError("UnknownOperationException", `Expected an action of SQS, got ${target}`);
  }
  const input = parse(body);
  const callFaults = faults.of(name, () => queueNameOf(input));
  // A client that has gone meanwhile asks for nothing any more.
  if (callFaults !== undefined && ((await callFaults.begin()) === "drop" || response.destroyed)) return "drop";
  const answer = await engine.run((now) =>
    action(toCall(request.headers, response, { engine, now, defaultRegion, faults: callFaults }), input),
  );
  const written = engine.written();
  if (written !== undefined) await written;
  return callFaults?.strikes("lost-answer") ? "drop" : answer;
}

// --- internal ---

function parse(body: string): Input {
  try {
    const input: unknown = JSON.parse(body === "" ? "{}" : body);
    if (isObject(input)) return input;
  } catch {
    // Told below.
  }
  throw new SqsError("SerializationException", "Expected the request's body to be a JSON object");
}

interface CallOptions {
  readonly engine: Engine;
  readonly now: number;
  readonly defaultRegion: string;
  readonly faults: CallFaults | undefined;
}

function toCall(
  headers: IncomingHttpHeaders,
  response: ServerResponse,
  { engine, now, defaultRegion, faults }: CallOptions,
): Call {
  const trace = headers["x-amzn-trace-id"];
  return {
    engine,
    state: engine.state,
    now,
    faults,
    ...callerOf(headers, defaultRegion),
    origin: `http://${headers.host}`,
    traceHeader: typeof trace === "string" ? trace : undefined,
    isOpen: () => !response.destroyed && response.socket?.readable === true && response.socket.writable,
    onceClosed: (listener) => void response.once("close", listener),
  };
}

function queueNameOf({ QueueUrl, QueueName }: Input): string | undefined {
  if (typeof QueueUrl === "string") return QueueUrl.slice(QueueUrl.lastIndexOf("/") + 1);
  return typeof QueueName === "string" ? QueueName : undefined;
}
