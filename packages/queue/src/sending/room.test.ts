import { describe, expect, it } from "vitest";
import { QueueFullError } from "../errors.ts";
import { createRoom } from "./room.ts";

describe("a producer's room", () => {
  it("refuses the message that would be one too many, and takes it once another has left", () => {
    const room = createRoom({ maxMessages: 2, maxBytes: 1000 });
    room.take(1, "a");
    room.take(1, "b");

    expect(() => room.take(1, "c")).toThrow(QueueFullError);

    room.free(1);
    room.take(1, "c");
  });

  it("refuses at the byte", () => {
    const room = createRoom({ maxMessages: 10, maxBytes: 100 });
    room.take(60, "a");

    expect(() => room.take(41, "b")).toThrow(
      expect.objectContaining({ retryable: true, messageId: "b", unsentMessages: 1, unsentBytes: 60 }),
    );
    room.take(40, "b");
  });

  it("takes a message that is larger than all of it while it is empty", () => {
    const room = createRoom({ maxBytes: 100 });

    room.take(101, "a");

    expect(() => room.take(1, "b")).toThrow(QueueFullError);
  });

  it("lets in those who wait in their order, a small one not before a large one", async () => {
    const room = createRoom({ maxBytes: 100 });
    const entered: string[] = [];
    room.take(100, "a");
    const large = room.takeWhenFree(90)?.then(() => entered.push("large"));
    const small = room.takeWhenFree(20)?.then(() => entered.push("small"));

    room.free(100);
    await large;
    expect(entered).toEqual(["large"]);

    room.free(90);
    await small;
    expect(entered).toEqual(["large", "small"]);
  });

  it("keeps the room of those it lets in from a call that comes before they wake", () => {
    const room = createRoom({ maxMessages: 1 });
    room.take(1, "a");
    void room.takeWhenFree(1);

    room.free(1);

    expect(() => room.take(1, "b")).toThrow(QueueFullError);
  });

  it("is empty once everything has left", async () => {
    const room = createRoom();
    await room.whenEmpty();
    room.take(1, "a");
    let empty = false;
    const waiting = room.whenEmpty().then(() => {
      empty = true;
    });

    await Promise.resolve();
    expect(empty).toBe(false);
    room.free(1);
    await waiting;
    expect(empty).toBe(true);
  });
});
