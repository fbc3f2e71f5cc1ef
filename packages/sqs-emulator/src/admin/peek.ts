import type { IncomingMessage, ServerResponse } from "node:http";
import { parseQueueUrl } from "../actions/call.ts";
import { systemAttributesOf } from "../actions/to-received.ts";
import type { Engine } from "../engine/engine.ts";
import { queueDoesNotExist, SqsError } from "../errors.ts";
import { answerPlainJson, answerXml } from "../protocol/answers.ts";
import { callerOf } from "../protocol/caller.ts";
import { readBody } from "../protocol/read-body.ts";
import { element, escapeXml, rootElement, xmlError } from "../protocol/xml.ts";
import type { Message, Queue, State } from "../state/model.ts";
import { findQueue } from "../state/queues.ts";
import { isObject } from "../validate/input.ts";

/** Most messages that one look shows; how many more there are is said in a header. */
const MAX_SHOWN = 10_000;

/** A message as a look shows it: as a receive would give it, with no receipt handle that works. */
interface Shown {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly MD5OfBody: string;
  readonly Body: string;
  readonly Attributes: Readonly<Record<string, string>>;
  readonly MD5OfMessageAttributes?: string;
  readonly MessageAttributes?: Message["content"]["attributes"];
}

/**
 * Answers like LocalStack's `/_aws/sqs/messages`: what is in a queue, without any effect on it. XML, or JSON where the
 * request accepts that. Beyond LocalStack's, `NextVisibleTimestamp` says when a hidden message can be received.
 */
export async function answerPeek(
  { engine, defaultRegion }: { engine: Engine; defaultRegion: string },
  { url, request, response }: { url: URL; request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const isJson = /json/.test(`${request.headers.accept} ${request.headers["content-type"]}`);
  const parameters = await parametersOf(url, request);
  try {
    const { region } = callerOf(request.headers, defaultRegion);
    const shown = engine.run(() => {
      const queue = findShown(engine.state, { path: url.pathname, queueUrl: parameters.QueueUrl, region });
      return show(queue, parameters, response);
    });
    if (isJson) answerPlainJson(response, 200, { Messages: shown });
    else answerXml(response, 200, toXml(shown));
  } catch (error) {
    if (!(error instanceof SqsError)) throw error;
    const { status, shape, code, message } = error;
    if (isJson) answerPlainJson(response, status, { __type: `com.amazonaws.sqs#${shape}`, message });
    else answerXml(response, status, xmlError({ code, message, requestId: "" }));
  }
}

// --- internal ---

async function parametersOf(url: URL, request: IncomingMessage): Promise<Readonly<Record<string, string>>> {
  const given = Object.fromEntries(url.searchParams);
  if (request.method !== "POST") return given;
  const body = await readBody(request);
  try {
    const input: unknown = JSON.parse(body);
    return { ...given, ...(isObject(input) ? (input as Record<string, string>) : {}) };
  } catch {
    return { ...given, ...Object.fromEntries(new URLSearchParams(body)) };
  }
}

/** By the path or the URL. A URL without a region, from a request without one, means the only queue of that name. */
function findShown(state: State, place: { path: string; queueUrl: string | undefined; region: string }): Queue {
  const [, region, accountId, name] = /^\/_aws\/sqs\/messages\/([^/]+)\/(\d{12})\/([^/]+)$/.exec(place.path) ?? [];
  const address =
    region && accountId && name ? { region, accountId, name } : parseQueueUrl(place.queueUrl ?? "", place.region);
  if (address === undefined) throw queueDoesNotExist();
  const found = findQueue(state, address);
  if (found !== undefined) return found;
  if (region !== undefined) throw queueDoesNotExist();
  const same = [...state.queues.values()].filter(
    (each) => each.name === address.name && each.accountId === address.accountId,
  );
  const [only] = same;
  if (only === undefined || same.length > 1) throw queueDoesNotExist();
  return only;
}

function show(queue: Queue, parameters: Readonly<Record<string, unknown>>, response: ServerResponse): Shown[] {
  const asks = (name: string) => /^(true|1)$/i.test(String(parameters[name]));
  const [invisible, delayed] = [asks("ShowInvisible"), asks("ShowDelayed")];
  const shown: Shown[] = [];
  let leftOff = 0;
  for (const message of queue.messages.values()) {
    const isBlocked = message.state === "waiting" && (message.group?.inFlight ?? 0) > 0;
    if (message.state === "delayed" ? !delayed : (message.state === "in flight" || isBlocked) && !invisible) continue;
    if (shown.length < MAX_SHOWN) shown.push(toShown(message, { invisible, delayed }));
    else leftOff += 1;
  }
  if (leftOff > 0) response.setHeader("x-emulator-left-off", leftOff);
  return shown;
}

function toShown(message: Message, asked: { invisible: boolean; delayed: boolean }): Shown {
  const { id, content, state, visibleAt } = message;
  return {
    MessageId: id,
    ReceiptHandle: "SQS/BACKDOOR/ACCESS",
    MD5OfBody: content.md5OfBody,
    Body: content.body,
    Attributes: {
      ApproximateFirstReceiveTimestamp: "0",
      ...systemAttributesOf(message, ["All"]),
      ...(asked.invisible && { IsVisible: String(state !== "in flight") }),
      ...(asked.delayed && { IsDelayed: String(state === "delayed") }),
      ...(state !== "waiting" && { NextVisibleTimestamp: String(visibleAt) }),
    },
    ...(content.attributes && {
      MD5OfMessageAttributes: content.md5OfAttributes ?? "",
      MessageAttributes: content.attributes,
    }),
  };
}

function toXml(shown: readonly Shown[]): string {
  const result = element("ReceiveMessageResult", shown.map(toMessageElement).join(""));
  return rootElement("ReceiveMessageResponse", result);
}

function toMessageElement({ Attributes, MessageAttributes = {}, ...texts }: Shown): string {
  const named = (name: string, key: string, value: string) =>
    element(name, element("Name", escapeXml(key)) + element("Value", value));
  const parts = [
    ...Object.entries(texts).map(([name, text]) => element(name, escapeXml(String(text)))),
    ...Object.entries(Attributes).map(([name, text]) => named("Attribute", name, escapeXml(text))),
    ...Object.entries(MessageAttributes).map(([name, attribute]) => {
      const value = Object.entries(attribute).map(([key, text]) => element(key, escapeXml(String(text))));
      return named("MessageAttribute", name, value.join(""));
    }),
  ];
  return element("Message", parts.join(""));
}
