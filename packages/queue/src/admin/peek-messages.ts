import type { QueueSettings } from "@letsgo/config";
import { QueueNotFoundError, QueueUnreachableError } from "../errors.ts";
import type { PeekedMessage } from "./peeked-message.ts";
import { peekers } from "./peekers.ts";

/**
 * Looks into a queue without receiving: receive counts and visibility stay as they are. LocalStack and our
 * emulator can do it; which of them answers is asked once per endpoint.
 *
 * @param queueName name of a queue of the settings' region, for example `settings.dlqName`
 * @returns undefined where the endpoint has no peek (AWS, other emulators)
 * @throws {QueueUnreachableError} where nothing answers
 * @throws {QueueNotFoundError} where there is no such queue
 * @example
 * const dead = await peekMessages(settings, settings.dlqName);
 */
export async function peekMessages(settings: QueueSettings, queueName: string): Promise<PeekedMessage[] | undefined> {
  const { endpoint, emulator } = settings;
  if (endpoint === undefined || !emulator) return undefined;
  const kind = await kindOf(endpoint);
  if (kind === "other") return undefined;
  const { toPath, headers, toMessages } = peekers[kind];
  const response = await get(endpoint, toPath(queueName, settings), headers);
  if (response.status === 400 || response.status === 404) throw new QueueNotFoundError(queueName);
  if (!response.ok) throw new QueueUnreachableError(endpoint, { statusCode: response.status });
  return toMessages(await response.json());
}

// --- internal ---

type EmulatorKind = keyof typeof peekers | "other";

const PEEK_TIMEOUT_MS = 5000;

const kinds = new Map<string, EmulatorKind>();

/** Remembered, since an endpoint stays what it is; a failure to answer is not. */
async function kindOf(endpoint: string): Promise<EmulatorKind> {
  const known = kinds.get(endpoint);
  if (known !== undefined) return known;
  const answers = await Promise.all(
    (["sqs-emulator", "localstack"] as const).map(async (kind) => {
      const response = await get(endpoint, peekers[kind].probePath);
      await response.body?.cancel();
      return { kind, ok: response.ok, status: response.status };
    }),
  );
  const kind = answers.find(({ ok }) => ok)?.kind ?? "other";
  // One that cannot answer at present, as the emulator while its disk is full, may be any.
  if (kind !== "other" || answers.every(({ status }) => status < 500)) kinds.set(endpoint, kind);
  return kind;
}

async function get(endpoint: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
  try {
    return await fetch(new URL(path, endpoint), { headers, signal: AbortSignal.timeout(PEEK_TIMEOUT_MS) });
  } catch (error) {
    throw new QueueUnreachableError(endpoint, { cause: error instanceof Error ? (error.cause ?? error) : error });
  }
}
