import { compare, printTable } from "./compare.ts";
import { createDirectRivals } from "./direct-rivals.ts";
import { createQueuedRivals } from "./queued-rivals.ts";

/**
 * Prints how fast `enqueue` is, as ratios to what one would write without it: one request per message by Node's own
 * client (LetsGo's path) in direct mode, one SendMessage per message by the SDK's default client in queued mode. Run it by
 * `node --conditions=source test/bench/enqueue.ts [rounds]`.
 */
const rounds = Number(process.argv[2] ?? 7);
await using direct = await createDirectRivals();
await using queued = await createQueuedRivals();

printTable([
  await compare("direct, 64 at once, messages/s", direct, { callers: 64, messages: 6000, rounds, figure: "rate" }),
  await compare("direct, one at a time, p50", direct, { callers: 1, messages: 1500, rounds, figure: "p50" }),
  await compare("queued, 64 at once, messages/s", queued, { callers: 64, messages: 3000, rounds, figure: "rate" }),
  await compare("queued, one at a time, p50", queued, { callers: 1, messages: 800, rounds, figure: "p50" }),
]);
