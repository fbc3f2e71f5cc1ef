import type { Engine } from "../engine/engine.ts";
import { queueDoesNotExist, SqsError } from "../errors.ts";
import type { CallFaults } from "../faults/call-faults.ts";
import type { Queue, QueueAddress, State } from "../state/model.ts";
import { findQueue } from "../state/queues.ts";
import { type Input, requiredText } from "../validate/input.ts";

/** One call of the API, while it is carried out. */
export interface Call {
  readonly state: State;
  readonly engine: Engine;
  readonly now: number;
  /** What goes wrong with it on purpose. */
  readonly faults: CallFaults | undefined;
  /** Of the caller, from its credentials. */
  readonly region: string;
  readonly accountId: string;
  /** How the caller reaches the emulator, like `http://localhost:4566`; queue URLs begin with it. */
  readonly origin: string;
  readonly traceHeader: string | undefined;
  /** Whether the caller still waits for the answer. */
  readonly isOpen: () => boolean;
  /** Calls back when the connection is closed before the answer is sent. */
  readonly onceClosed: (listener: () => void) => void;
}

/** Carries out a call; one file of this folder each. */
export type Action = (call: Call, input: Input) => object | Promise<object>;

/**
 * The queue that `QueueUrl` names.
 *
 * @throws {SqsError} there is none, or the text is no URL of a queue
 */
export function queueOf(call: Call, input: Input): Queue {
  const url = requiredText(input, "QueueUrl");
  const address = parseQueueUrl(url, call.region);
  if (address === undefined) {
    throw new SqsError("InvalidAddress", `The address ${url} is not valid for this endpoint.`, { status: 404 });
  }
  return findQueue(call.state, address) ?? throwMissing();
}

export function toQueueUrl({ origin }: Pick<Call, "origin">, { accountId, name }: QueueAddress): string {
  return `${origin}/${accountId}/${name}`;
}

/**
 * Reads a queue's URL in any of the forms that AWS and LocalStack give: with the region in the host, in the path, or not
 * at all.
 */
export function parseQueueUrl(url: string, region: string): QueueAddress | undefined {
  const parts = QUEUE_URL.exec(url);
  if (parts === null) return undefined;
  const [, ofHost, ofPath, accountId = "", name = ""] = parts;
  return { region: ofPath ?? ofHost ?? region, accountId, name };
}

// --- internal ---

const QUEUE_URL =
  /^https?:\/\/(?:sqs\.([a-z]{2}(?:-[a-z]+)+-\d)\.)?[^/]+\/(?:queue\/([a-z0-9-]+)\/)?(\d{12})\/([\w-]+(?:\.fifo)?)\/?$/;

function throwMissing(): never {
  throw queueDoesNotExist();
}
