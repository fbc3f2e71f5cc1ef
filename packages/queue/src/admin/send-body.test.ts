import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../test/emulator.ts";
import { receiveRecords } from "../../test/receive-records.ts";
import { recordEvents } from "../../test/record-events.ts";
import { identityOf } from "../receive/index.ts";
import { ensureQueues, sendBody } from "./index.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator[Symbol.asyncDispose]());

describe("sendBody", () => {
  it("sends what is no message as it stands, with an identity of its own and the sender's attributes", async () => {
    const settings = emulator.settings();
    const { queueUrl } = await ensureQueues(emulator.client, settings, { reconcile: false });

    const { messageId } = await sendBody(emulator.client, settings, "{ no JSON", {
      attributes: { tenant: "t" },
      replayOf: "original",
    });

    const [record] = await receiveRecords(emulator.client, queueUrl);
    expect(record?.body).toBe("{ no JSON");
    expect(record && identityOf(record)).toBe(messageId);
    expect(record?.messageAttributes).toMatchObject({
      tenant: { stringValue: "t" },
      "letsgo.replayOf": { stringValue: "original" },
    });
  });

  it.each([
    ['{"type":"order:new","payload":1}', "order:new"],
    ["{ no JSON", "(raw)"],
    ["null", "(raw)"],
  ])("tells that %s was accepted, as type %s", async (body, type) => {
    const settings = emulator.settings();
    await ensureQueues(emulator.client, settings, { reconcile: false });
    using told = recordEvents();

    const { messageId } = await sendBody(emulator.client, settings, body);

    expect(told.events).toContainEqual(expect.objectContaining({ name: "accepted", messageId, type, body }));
  });

  it("refuses a delay that nobody would keep, and a queue that is not there", async () => {
    const settings = emulator.settings();

    await expect(sendBody(emulator.client, settings, "x", { delaySeconds: 901 })).rejects.toMatchObject({
      code: "INVALID_DELAY",
    });
    await expect(sendBody(emulator.client, { ...settings, emulator: false }, "x")).rejects.toMatchObject({
      code: "QUEUE_NOT_FOUND",
    });
  });
});
