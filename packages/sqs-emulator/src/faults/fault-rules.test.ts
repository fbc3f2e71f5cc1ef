import { ListQueuesCommand, ReceiveMessageCommand, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { createDataFile } from "../test-support/data-file.ts";
import { bodiesOf, entries, startFaulty, struck } from "../test-support/faulty.ts";
import { startBench } from "../test-support/sdk.ts";
import type { FaultRule } from "./fault-rule.ts";

test("a rule concerns its actions and queues alone; calls without a queue are those of rules without one", async () => {
  await using bench = await startFaulty(
    { fault: "throttle", queue: "ord*-eu.fifo" },
    { fault: "unavailable", actions: ["ListQueues", "SendMessageBatch"] },
  );
  const orders = await bench.queue("orders-eu.fifo").catch((error) => error.name);
  await bench.send(bench.url, "x");
  const batch = new SendMessageBatchCommand({ QueueUrl: bench.url, Entries: entries(1) });

  expect(orders).toBe("RequestThrottled");
  await expect(bench.client.send(new ListQueuesCommand({}))).rejects.toMatchObject({ name: "ServiceUnavailable" });
  await expect(bench.client.send(batch)).rejects.toMatchObject({ name: "ServiceUnavailable" });
  expect(await bench.queue("orders-euXfifo")).toMatch(/orders-euXfifo$/);
  expect(struck(bench)).toEqual([1, 2]);
});

test("the same seed gives the same faults, another gives others, whatever other rules meet", async () => {
  await using bench = await startFaulty();
  const rule: FaultRule = { fault: "throttle", actions: "SendMessage", probability: 0.5 };
  const runOf = async (seed: number, others: FaultRule[] = []) => {
    bench.emulator.faults.set([rule, ...others], { seed });
    const sends: boolean[] = [];
    for (let call = 0; call < 30; call += 1) {
      sends.push(
        await bench.send(bench.url, "x").then(
          () => true,
          () => false,
        ),
      );
      if (others.length > 0)
        await bench.client.send(new ReceiveMessageCommand({ QueueUrl: bench.url })).catch(() => {});
    }
    return sends;
  };
  const run = await runOf(7);

  expect(new Set(run).size).toBe(2);
  expect(await runOf(7, [{ fault: "internal-error", actions: "ReceiveMessage", probability: 0.3 }])).toEqual(run);
  expect(await runOf(8)).not.toEqual(run);
});

test("faults are off by default and after clear, and are set by a POST of the same machine", async () => {
  await using bench = await startFaulty();
  const page = `${bench.emulator.url}/_emulator/faults`;
  const post = (body: object) => fetch(page, { method: "POST", body: JSON.stringify(body) });
  await bench.send(bench.url, "1");

  expect(await (await post({ rules: [{ fault: "throttle", times: 1 }], seed: 3 })).json()).toEqual({
    rules: [{ fault: "throttle", times: 1, struck: 0 }],
  });
  await expect(bench.send(bench.url, "2")).rejects.toMatchObject({ name: "RequestThrottled" });
  expect(await (await fetch(page)).json()).toEqual({ rules: [{ fault: "throttle", times: 1, struck: 1 }] });

  for (const body of [{}, { rules: 1 }, { rules: [{ fault: "rain" }] }, { rules: [], seed: "x" }]) {
    const answer = await post(body);
    expect([answer.status, ((await answer.json()) as { message: string }).message]).toEqual([
      400,
      expect.stringContaining("Expected"),
    ]);
  }
  expect(bench.emulator.faults.rules).toHaveLength(1);
  bench.emulator.faults.set([{ fault: "drop" }]);
  bench.emulator.faults.clear();
  await bench.send(bench.url, "3");
  expect(bodiesOf(bench)).toEqual(["1", "3"]);
});

test("faults and a data file: what a fault has not carried out is not in it, what it has is", async () => {
  using file = createDataFile();
  {
    await using bench = await startBench({ data: file.path });
    const url = await bench.queue("q");
    bench.emulator.faults.set([
      { fault: "drop", times: 1 },
      { fault: "lost-answer", times: 1 },
    ]);
    for (const body of ["dropped", "kept"]) await expect(bench.send(url, body)).rejects.toThrow();
  }

  await using again = await startBench({ data: file.path });

  expect(bodiesOf(again)).toEqual(["kept"]);
});
