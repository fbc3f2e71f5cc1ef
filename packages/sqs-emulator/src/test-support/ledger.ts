import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";

/** What clients know of their messages, by bodies, each of which is sent once. */
export class Ledger {
  /** Acknowledged as sent. */
  readonly sent = new Set<string>();
  /** Acknowledged as deleted. */
  readonly deleted = new Set<string>();
  /** Asked to be deleted: without an answer it may be, or not. */
  readonly askedToDelete = new Set<string>();
  /** Sent to the FIFO queue without an answer: is sent again, and must be there once. */
  readonly unanswered = new Set<string>();
  #next = 0;
  #answers = 0;
  #waiting: { readonly answers: number; readonly resolve: () => void } | undefined;

  nextBody(kind: "single" | "batch" | "fifo"): string {
    this.#next += 1;
    return `${kind} ${this.#next}`;
  }

  /** Resolves when so many more calls have been answered. */
  answers(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = { answers: this.#answers + count, resolve };
    });
  }

  noteAnswer(): void {
    this.#answers += 1;
    if (this.#waiting !== undefined && this.#answers >= this.#waiting.answers) this.#waiting.resolve();
  }

  lostOf(present: readonly string[]): string[] {
    const there = new Set(present);
    return [...this.sent].filter((body) => !there.has(body) && !this.askedToDelete.has(body));
  }

  returnedOf(present: readonly string[]): string[] {
    return present.filter((body) => this.deleted.has(body));
  }

  repeatedOf(present: readonly string[]): string[] {
    return present.filter((body, index) => present.indexOf(body) !== index);
  }
}

/** Sends, receives and deletes by several clients at once, until the emulator is gone. */
export async function work(url: string, ledger: Ledger): Promise<void> {
  const client = createClient(url);
  const queueUrls = await Promise.all(
    ["kill", "kill.fifo"].map(async (QueueName) => {
      const Attributes = QueueName.endsWith(".fifo") ? { FifoQueue: "true" } : {};
      // What was received without an answer stays away, so that each handle is of a message's only receive.
      const command = new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: "43200", ...Attributes } });
      return (await client.send(command)).QueueUrl ?? "";
    }),
  ).catch(() => []);
  const [standard, fifo] = queueUrls;
  if (standard !== undefined && fifo !== undefined) {
    const jobs = [sendOne, sendBatch, receiveAndDelete, receiveAndDelete].map((job) => ({ job, queueUrl: standard }));
    jobs.push({ job: sendToGroup, queueUrl: fifo }, { job: receiveAndDelete, queueUrl: fifo });
    await Promise.all(jobs.map(({ job, queueUrl }) => untilGone(ledger, () => job(client, queueUrl, ledger))));
  }
  client.destroy();
}

/** The bodies of all messages, whatever their state. */
export async function readAll(url: string): Promise<string[]> {
  const bodies: string[] = [];
  for (const name of ["kill", "kill.fifo"]) {
    const queueUrl = encodeURIComponent(`${url}/000000000000/${name}`);
    const query = `QueueUrl=${queueUrl}&ShowInvisible=true&ShowDelayed=true`;
    const response = await fetch(`${url}/_aws/sqs/messages?${query}`, { headers: { accept: "application/json" } });
    const { Messages } = (await response.json()) as { Messages: { Body: string }[] };
    bodies.push(...Messages.map(({ Body }) => Body));
  }
  return bodies;
}

// --- internal ---

function createClient(endpoint: string): SQSClient {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return new SQSClient({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
}

async function untilGone(ledger: Ledger, job: () => Promise<void>): Promise<void> {
  try {
    for (;;) {
      await job();
      ledger.noteAnswer();
    }
  } catch (error) {
    // An answer would have a status: then it is no kill that ended this.
    if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined) throw error;
  }
}

async function sendOne(client: SQSClient, QueueUrl: string, ledger: Ledger): Promise<void> {
  const MessageBody = ledger.nextBody("single");
  const DelaySeconds = MessageBody.endsWith("7") ? 900 : 0;
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds }));
  ledger.sent.add(MessageBody);
}

async function sendBatch(client: SQSClient, QueueUrl: string, ledger: Ledger): Promise<void> {
  const Entries = Array.from({ length: 10 }, (_, index) => ({ Id: `${index}`, MessageBody: ledger.nextBody("batch") }));
  const { Successful = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  for (const { Id } of Successful) ledger.sent.add(Entries[Number(Id)]?.MessageBody ?? "");
}

async function sendToGroup(client: SQSClient, QueueUrl: string, ledger: Ledger): Promise<void> {
  const [again] = ledger.unanswered;
  const MessageBody = again ?? ledger.nextBody("fifo");
  ledger.unanswered.add(MessageBody);
  const MessageDeduplicationId = MessageBody.replace(" ", "-");
  const MessageGroupId = `g${MessageBody.at(-1)}`;
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId, MessageDeduplicationId }));
  ledger.unanswered.delete(MessageBody);
  ledger.sent.add(MessageBody);
}

async function receiveAndDelete(client: SQSClient, QueueUrl: string, ledger: Ledger): Promise<void> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 5, WaitTimeSeconds: 1 }),
  );
  for (const { Body = "", ReceiptHandle } of Messages) {
    ledger.askedToDelete.add(Body);
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    ledger.deleted.add(Body);
    ledger.noteAnswer();
  }
}
