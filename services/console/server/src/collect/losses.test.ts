import type { MessageDetail, Status } from "@letsgo/console-api";
import { expect, it } from "vitest";
import { bodyOf, createShipper, deliveryOf, type Told } from "../../test/shipper.ts";
import { makeFolder, startConsole } from "../../test/start-console.ts";

const accepted = (messageId: string, at: number): Told => ({
  name: "accepted",
  messageId,
  traceId: "f".repeat(32),
  at,
  mode: "direct",
  type: "t",
  bytes: 1,
  body: bodyOf("t", 1),
  attributes: {},
});
const succeeded = (messageId: string, at: number): Told => ({
  name: "succeeded",
  ...deliveryOf(messageId, 1, "direct"),
  at,
});
const lost = (total: number) => ({ total, byName: { started: total } });

it("what services lost is told with service, count and time, and on the pages of messages under way then", async () => {
  using place = makeFolder();
  await using console = await startConsole(place.folder);
  const [worker, api] = [createShipper("worker"), createShipper("api")];
  const start = Date.now() - 60_000;
  worker.tell(accepted("over", start));
  worker.tell(accepted("under way", start + 5));
  worker.tell(succeeded("over", start + 10));
  await console.post("/v1/events", worker.batch(0, 3));
  worker.tell(succeeded("under way", start + 40_000));
  const before = Date.now();

  await console.post("/v1/events", worker.batch(3, 4, lost(7)));
  await console.post("/v1/events", worker.batch(4, 4, lost(9)));
  await console.post("/v1/events", worker.batch(4, 4, lost(9)));
  const after = Date.now();
  api.tell(accepted("later", after + 1));
  await console.post("/v1/events", api.batch(0, 1));

  const { losses } = await console.get<Status>("/v1/status");
  expect(losses).toEqual([{ service: "worker", events: 9, from: start + 10, to: expect.any(Number) }]);
  expect(losses[0]?.to).toBeGreaterThanOrEqual(before);
  expect(losses[0]?.to).toBeLessThanOrEqual(after);
  const lossesOf = async (id: string) => (await console.get<MessageDetail>(`/v1/messages/${id}`)).losses;
  expect(await lossesOf("under%20way")).toEqual(losses);
  expect([await lossesOf("over"), await lossesOf("later")]).toEqual([[], []]);
});
