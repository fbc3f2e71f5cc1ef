import { GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { QueueSettings } from "@letsgo/config";
import { callDeadline } from "../call-deadline.ts";
import { publish } from "../events.ts";
import { toQueueError } from "../sqs-errors.ts";
import { type CopyRoute, copyAll, copyMessages } from "./copy-messages.ts";
import { findDlqUrl } from "./find-dlq-url.ts";
import { findQueueUrl } from "./find-queue-url.ts";
import { runMoveTask } from "./move-task.ts";
import { pickMessages } from "./pick-messages.ts";

/** What is redriven, and where to. */
export interface RedriveOptions {
  /**
   * Identities, or SQS's own ids, of the messages to redrive. They are looked for in at most 1,000 dead letters; on a FIFO
   * queue among the first of each group, at most 10, beyond which SQS shows none (D32): redrive these first.
   *
   * @default all
   */
  readonly messageIds?: readonly string[];
  /** @default the settings' dead-letter queue */
  readonly fromUrl?: string;
  /** @default the settings' queue */
  readonly toUrl?: string;
  /** Hears as it goes how many are moved so far; a task of SQS's tells that now and then only. */
  readonly onProgress?: (moved: number) => void;
  /** Ends it early: what is moved stays moved, the rest lies where it lay. */
  readonly signal?: AbortSignal;
}

/** What became of it. */
export interface Redriven {
  readonly moved: number;
  /** Of the ids that were asked for, those that were not found. */
  readonly missing: readonly string[];
  readonly by: "move-task" | "copy";
}

/**
 * Redrives dead letters: all of them by SQS's own task where there is one, else by sending a copy and then deleting, which
 * never loses one; a crash between the two leaves it twice. Identity, body and attributes stay; deliveries begin anew
 * (after a task of LocalStack only their count goes on).
 *
 * @throws {QueueUnreachableError} where SQS does not answer, or its task moves nothing for a minute; what was not moved is
 * where it was
 * @throws {QueueRefusedError} where SQS does not take one
 * @example
 * const { moved, missing } = await redrive(client, settings, { messageIds: [messageId] });
 */
export async function redrive(
  client: SQSClient,
  settings: QueueSettings,
  options: RedriveOptions = {},
): Promise<Redriven> {
  try {
    const fromUrl = options.fromUrl ?? (await findDlqUrl(client, settings));
    const toUrl = options.toUrl ?? (await findQueueUrl(client, settings));
    const { onProgress = () => {}, signal = new AbortController().signal } = options;
    const route = { client, settings, fromUrl, toUrl, onProgress, signal };
    return await (options.messageIds ? redrivePicked(options.messageIds, route) : redriveAll(route));
  } catch (error) {
    throw toQueueError(error, settings.queueName);
  }
}

// --- internal ---

async function redrivePicked(messageIds: readonly string[], route: CopyRoute): Promise<Redriven> {
  const { found, missing } = await pickMessages(route.client, route.fromUrl, messageIds);
  return { moved: await copyMessages(found, route), missing, by: "copy" };
}

async function redriveAll(route: CopyRoute): Promise<Redriven> {
  const [fromArn, toArn] = await Promise.all([arnOf(route.client, route.fromUrl), arnOf(route.client, route.toUrl)]);
  const moved = await runMoveTask(route, { fromArn, toArn });
  if (moved !== undefined) {
    publish({ name: "all-redriven", moved });
    return { moved, missing: [], by: "move-task" };
  }
  return { moved: await copyAll(route), missing: [], by: "copy" };
}

async function arnOf(client: SQSClient, queueUrl: string): Promise<string> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["QueueArn"] });
  return (await client.send(command, callDeadline())).Attributes?.QueueArn ?? "";
}
