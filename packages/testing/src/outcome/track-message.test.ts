import { describe, expect, it } from "vitest";
import { parseLine } from "../lines/log-line.ts";
import { trackMessage } from "./track-message.ts";

const messageId = "5f2b0d0e-0000-4000-8000-000000000001";
const limits = { maxReceiveCount: 3, visibilityTimeoutSeconds: 2 };

function lineWith(fields: object, service = "worker") {
  return parseLine(JSON.stringify({ time: "2026-01-01T00:00:00.000Z", service, messageId, ...fields }), service);
}

function trackOf(...fields: object[]) {
  const track = trackMessage(messageId, limits);
  for (const each of fields) track.add(lineWith(each));
  return track;
}

const received = (receiveCount: number, mode = "queued") => ({ hop: "received", mode, receiveCount });
const failed = (receiveCount: number, message: string) => ({
  hop: "outcome",
  outcome: "failed",
  receiveCount,
  err: { type: "Error", message, stack: `Error: ${message}` },
});
const succeeded = (receiveCount: number) => ({ hop: "outcome", outcome: "succeeded", receiveCount });

describe("a message's track", () => {
  it("is open while the message was only accepted and received", () => {
    const track = trackOf({ hop: "accepted", mode: "queued" }, received(1));

    expect(track.outcome()).toBeUndefined();
    expect(track.describe()).toBe("in flight, delivery 1");
  });

  it("ends with the first success and keeps the errors before it", () => {
    const track = trackOf(received(1), failed(1, "first"), received(2), succeeded(2));

    expect(track.outcome()).toMatchObject({
      state: "succeeded",
      attempts: 2,
      errors: [{ receiveCount: 1, type: "Error", message: "first" }],
    });
  });

  it("ends with the failure in direct mode", () => {
    expect(trackOf(received(1, "direct"), failed(1, "no")).outcome()).toMatchObject({ state: "failed", attempts: 1 });
  });

  it("stays open after a queued failure and says when the message is visible again", () => {
    const track = trackOf(received(1), failed(1, "no"));

    expect(track.outcome()).toBeUndefined();
    expect(track.isExhausted()).toBe(false);
    expect(track.describe()).toBe(
      "waiting after 1 of 3 deliveries, visible again at 2026-01-01T00:00:02.000Z, last error: no",
    );
  });

  it("is exhausted with the last delivery, but dead only when somebody has seen it", () => {
    const track = trackOf(received(1), failed(1, "a"), received(2), failed(2, "b"), received(3), failed(3, "c"));

    expect(track.isExhausted()).toBe(true);
    expect(track.outcome()).toBeUndefined();
    expect(track.describe()).toMatch(/^failed \(will be dead-lettered\) after 3 of 3 deliveries/);
    expect(track.toDead()).toMatchObject({ state: "dead", attempts: 3, errors: [{}, {}, { message: "c" }] });
  });

  it("settles once: what becomes of a copy changes nothing", () => {
    const track = trackOf(received(1, "direct"), failed(1, "no"), received(1, "direct"), succeeded(1));

    expect(track.outcome()?.state).toBe("failed");
  });

  it("takes no line of another message", () => {
    const track = trackMessage(messageId, limits);

    track.add(lineWith({ ...succeeded(1), messageId: "another" }));

    expect(track.lines()).toEqual([]);
    expect(track.describe()).toBe("no line of the message");
  });
});
