import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { actions } from "../actions/all.ts";
import type { Call } from "../actions/call.ts";
import type { Engine } from "../engine/engine.ts";
import type { Faults, FaultyCall } from "../engine/faults.ts";
import { SqsError } from "../errors.ts";
import { type Input, isObject } from "../validate/input.ts";
import { callerOf } from "./caller.ts";

export interface CarryOutOptions {
  readonly engine: Engine;
  readonly faults: Faults | undefined;
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
  const faulty: FaultyCall | undefined = faults && { action: name, queueName: queueNameOf(input), input };
  if (faulty !== undefined && (await faults?.before?.(faulty)) === "drop") return "drop";
  const answer = await engine.run((now) =>
    action(toCall(request.headers, response, { engine, now, defaultRegion }), input),
  );
  const written = engine.written();
  if (written !== undefined) await written;
  return faulty === undefined ? answer : ((await faults?.after?.(faulty, answer)) ?? answer);
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

function toCall(
  headers: IncomingHttpHeaders,
  response: ServerResponse,
  { engine, now, defaultRegion }: { engine: Engine; now: number; defaultRegion: string },
): Call {
  const trace = headers["x-amzn-trace-id"];
  return {
    engine,
    state: engine.state,
    now,
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
