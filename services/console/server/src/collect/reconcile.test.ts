import type { ShippedBatch } from "@letsgo/activity/shipped";
import type { Dashboard, MessageDetail, MessagesPage, Status } from "@letsgo/console-api";
import { expect, it } from "vitest";
import { createRandom, type Ledger, tellHistory } from "../../test/history.ts";
import { createShipper } from "../../test/shipper.ts";
import { makeFolder, type RunningConsole, startConsole } from "../../test/start-console.ts";

const MESSAGES = 5000;

/** The batches of both processes: each process's in order, the two interleaved at random, many of them twice. */
function shuffle(api: ReturnType<typeof createShipper>, worker: typeof api, random: () => number): ShippedBatch[] {
  const batches: ShippedBatch[] = [];
  const places = new Map([
    [api, 0],
    [worker, 0],
  ]);
  while (api.count > (places.get(api) ?? 0) || worker.count > (places.get(worker) ?? 0)) {
    const shipper = random() < api.count / (api.count + worker.count) ? api : worker;
    const from = places.get(shipper) ?? 0;
    const to = Math.min(shipper.count, from + 1 + Math.floor(random() * 500));
    if (from >= shipper.count) continue;
    batches.push(shipper.batch(from, to));
    places.set(shipper, to);
    // The answer was lost: the same comes again, with newer events behind it or without.
    if (random() < 0.3) batches.push(shipper.batch(from, Math.min(from + 500, to + (random() < 0.5 ? 0 : 40))));
  }
  return batches;
}

async function ship(console: RunningConsole, batches: readonly ShippedBatch[]): Promise<void> {
  for (const batch of batches) expect((await console.post("/v1/events", batch)).status).toBe(202);
}

async function expectLedger(console: RunningConsole, ledger: Ledger): Promise<void> {
  const status = await console.get<Status>("/v1/status");
  const counts = [...ledger.states.values()];
  expect(status.states).toMatchObject({
    succeeded: counts.filter((state) => state === "succeeded").length,
    failed: counts.filter((state) => state === "failed").length,
    waiting: 0,
    delayed: 0,
    "in flight": 0,
    dead: 0,
    deleted: 0,
  });
  const states = new Map<string, string>();
  const attempts = new Map<string, number>();
  for (let before: number | null = null; ; ) {
    const page: MessagesPage = await console.get(`/v1/messages?limit=500${before === null ? "" : `&before=${before}`}`);
    for (const message of page.messages) {
      states.set(message.messageId, message.state);
      attempts.set(message.messageId, message.attempts);
    }
    before = page.next;
    if (before === null) break;
  }
  expect(states).toEqual(ledger.states);
  expect(attempts).toEqual(ledger.attempts);
  const { accepted, succeeded, failed } = await console.get<Dashboard>("/v1/dashboard?minutes=1440");
  const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
  expect([accepted, succeeded, failed].map(sum)).toEqual([ledger.states.size, ledger.succeeded, ledger.failed]);
}

it("agrees with the handlers' ledger over 5,000 messages, whatever the order of batches, through a restart", async () => {
  using place = makeFolder();
  const random = createRandom(6);
  const api = createShipper("api");
  const worker = createShipper("worker");
  const ledger = tellHistory(MESSAGES, { api, worker }, random);
  const batches = shuffle(api, worker, random);
  const middle = Math.floor(batches.length / 2);

  {
    await using first = await startConsole(place.folder);
    await ship(first, batches.slice(0, middle));
  }
  await using second = await startConsole(place.folder);
  // What was under way when it ended comes again.
  await ship(second, batches.slice(Math.max(0, middle - 3)));

  await expectLedger(second, ledger);
  const { shippers } = await second.get<Status>("/v1/status");
  expect(shippers.map(({ service, events }) => [service, events]).sort()).toEqual([
    ["api", api.count],
    ["worker", worker.count],
  ]);
  const redriven = [...ledger.attempts].find(([, attempts]) => attempts === 4)?.[0] ?? "";
  const detail = await second.get<MessageDetail>(`/v1/messages/${redriven}`);
  expect(detail.deliveries.map(({ outcome }) => outcome)).toEqual(["failed", "failed", "failed", "succeeded"]);
  expect(detail.timeline.map(({ what }) => what)).toContain("redriven");
}, 60_000);
