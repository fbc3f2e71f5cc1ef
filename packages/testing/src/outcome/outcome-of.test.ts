import { describe, expect, it } from "vitest";
import { DeadlineError, StackStoppedError } from "../errors.ts";
import { createLineBook } from "../lines/line-book.ts";
import { parseLine } from "../lines/log-line.ts";
import { outcomeOf } from "./outcome-of.ts";

const messageId = "m-1";

function createSource(isInDlq = async (_id: string) => false) {
  const book = createLineBook();
  const stop = new AbortController();
  const source = {
    stackName: "stack",
    book,
    stopped: stop.signal,
    maxReceiveCount: 1,
    visibilityTimeoutSeconds: 2,
    isInDlq,
  };
  const write = (fields: object) => book.add(parseLine(JSON.stringify({ messageId, ...fields }), "worker"));
  return { source, write, stop: () => stop.abort() };
}

describe("outcomeOf", () => {
  it("takes lines of the past and lines to come", async () => {
    const { source, write } = createSource();
    write({ hop: "received", mode: "queued", receiveCount: 1 });

    const outcome = outcomeOf(source, messageId, 5000);
    write({ hop: "outcome", outcome: "succeeded", receiveCount: 1 });

    expect(await outcome).toEqual({ state: "succeeded", attempts: 1, errors: [] });
  });

  it("says dead only once the message is seen in the dead-letter queue, over an emulator that fails to answer", async () => {
    const looks: string[] = [];
    const { source, write } = createSource(async (id) => {
      looks.push(id);
      if (looks.length === 1) throw new Error("restarting");
      return looks.length === 3;
    });
    write({ hop: "received", mode: "queued", receiveCount: 1 });
    write({ hop: "outcome", outcome: "failed", receiveCount: 1, err: { message: "no" } });

    expect(await outcomeOf(source, messageId, 5000)).toMatchObject({ state: "dead", attempts: 1 });
    expect(looks).toEqual([messageId, messageId, messageId]);
  });

  it("shows the message's lines and each service's last ones when the deadline passes", async () => {
    const { source, write } = createSource();
    write({ hop: "received", mode: "queued", receiveCount: 1, msg: "Message received" });
    source.book.add(parseLine("api says this", "api"));

    const error = await outcomeOf(source, messageId, 10).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(DeadlineError);
    expect(error).toMatchObject({ code: "DEADLINE_PASSED", messageId });
    expect((error as Error).message).toMatch(
      /in flight, delivery 1[\s\S]*Message received[\s\S]*api:\n {2}api says this/,
    );
  });

  it("ends with the stack", async () => {
    const { source, stop } = createSource();

    const outcome = outcomeOf(source, messageId, 60_000);
    stop();

    await expect(outcome).rejects.toBeInstanceOf(StackStoppedError);
  });
});
