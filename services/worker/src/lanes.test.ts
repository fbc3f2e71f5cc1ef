import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { toRecord } from "../test/to-record.ts";
import { MAX_CONCURRENT_LANES, runLanes, toLanes } from "./lanes.ts";

const fifoArn = "arn:aws:sqs:us-west-2:000000000000:orders.fifo";

function inGroup(group: string, eventSourceARN = fifoArn) {
  return { ...toRecord("{}", { MessageGroupId: group }), eventSourceARN };
}

it("C19: makes one lane of each message group of a FIFO queue, in order", () => {
  const [a1, b1, a2] = [inGroup("a"), inGroup("b"), inGroup("a")];

  expect(toLanes([a1, b1, a2])).toEqual([[a1, a2], [b1]]);
});

it("D33: makes a lane of each record of a standard queue, whatever its group", () => {
  const standard = fifoArn.replace(".fifo", "");

  expect(toLanes([inGroup("a", standard), inGroup("a", standard)])).toHaveLength(2);
});

it("runs every lane, and never more at once than its bound", async () => {
  const lanes = Array.from({ length: 3 * MAX_CONCURRENT_LANES + 1 }, () => [toRecord("{}")]);
  const ran: unknown[] = [];
  let running = 0;
  let most = 0;

  await runLanes(lanes, async (lane) => {
    running += 1;
    most = Math.max(most, running);
    await setImmediate();
    running -= 1;
    ran.push(lane);
  });

  expect(ran).toEqual(lanes);
  expect(most).toBe(MAX_CONCURRENT_LANES);
});
