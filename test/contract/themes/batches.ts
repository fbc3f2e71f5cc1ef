import { DeleteMessageBatchCommand } from "@aws-sdk/client-sqs";
import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import { sendBatchTo, takeFrom } from "../support/queue.ts";
import { refusalOf } from "../support/refusal.ts";
import { statement, type Theme } from "../support/theme.ts";

const entryOf = (Id: string, MessageBody = Id) => ({ Id, MessageBody });
const tenIds = Array.from({ length: 10 }, (_, index) => `${index}`);
const longestId = `${"Az09_-".repeat(13)}ab`;

const refuseIds =
  (ids: readonly string[], name: string) =>
  async (bench: Bench): Promise<void> => {
    const queue = await bench.createQueue();
    const refusal = await refusalOf(
      sendBatchTo(
        queue,
        ids.map((id) => entryOf(id, "a")),
      ),
    );
    expect(refusal.name).toBe(name);
  };

export const batches: Theme = {
  name: "batches",
  statements: [
    statement("D25: a batch has 1 to 10 entries with distinct ids, and may fail in part", {
      "1 and 10 entries are taken": async (bench) => {
        const queue = await bench.createQueue();
        await sendBatchTo(queue, [entryOf("one")]);
        await sendBatchTo(
          queue,
          tenIds.map((id) => entryOf(id)),
        );
        await takeFrom(queue, 11);
      },
      "11 are refused": refuseIds([...tenIds, "10"], "TooManyEntriesInBatchRequest"),
      "none is refused": refuseIds([], "EmptyBatchRequest"),
      "an id of 80 letters, digits, hyphens and underscores is taken": async (bench) => {
        const queue = await bench.createQueue();
        const { Successful } = await sendBatchTo(queue, [entryOf(longestId, "a")]);
        expect(Successful).toMatchObject([{ Id: longestId }]);
      },
      "an id of 81 is refused": refuseIds([`${longestId}c`], "InvalidBatchEntryId"),
      "an id with another character is refused": refuseIds(["a.b"], "InvalidBatchEntryId"),
      "an empty id is refused": refuseIds([""], "InvalidBatchEntryId"),
      "equal ids are refused": refuseIds(["a", "a"], "BatchEntryIdsNotDistinct"),
      "one bad entry fails alone": async (bench) => {
        const queue = await bench.createQueue();
        const { Successful, Failed, $metadata } = await sendBatchTo(queue, [entryOf("good"), entryOf("bad", "\u0001")]);
        expect(Successful).toMatchObject([{ Id: "good" }]);
        expect(Failed).toMatchObject([{ Id: "bad" }]);
        expect($metadata.httpStatusCode).toBe(200);
      },
      "it is the sender's fault": async (bench) => {
        const { Failed } = await sendBatchTo(await bench.createQueue(), [entryOf("bad", "\u0001")]);
        expect(Failed).toMatchObject([{ SenderFault: true }]);
      },
      "an empty body fails alone": async (bench) => {
        const queue = await bench.createQueue();
        const { Failed } = await sendBatchTo(queue, [entryOf("good"), { Id: "bad", MessageBody: "" }]);
        expect(Failed).toMatchObject([{ Id: "bad" }]);
      },
      "a delete batch of none is refused": async (bench) => {
        const { url } = await bench.createQueue();
        const call = bench.client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: [] }));
        expect((await refusalOf(call)).name).toBe("EmptyBatchRequest");
      },
    }),
  ],
};
