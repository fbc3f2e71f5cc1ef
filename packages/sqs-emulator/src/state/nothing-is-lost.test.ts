import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "vitest";
import { createRandom } from "../random.ts";
import { Books } from "../test-support/books.ts";
import { commandsOf, MAX_RECEIVES, type Queues, RETENTION_SECONDS } from "../test-support/commands.ts";
import { createLab } from "../test-support/lab.ts";

// The invariant itself is `check` of test-support/oracle.ts, which each command ends with.
test.each([
  { name: "q", ordering: "fifo-ish" },
  { name: "q", ordering: "shuffled" },
  { name: "q.fifo", ordering: "fifo-ish" },
] as const)(
  "of $name, $ordering: sent = deleted + present, each once, never visible twice, groups in order",
  (choice) => {
    const commands = fc.commands(commandsOf(choice.name), { maxCommands: 60, size: "max" });
    const property = fc.property(commands, (script) => {
      const real = create(choice);
      fc.modelRun(() => ({ model: new Books(), real }), script);
      // Longer than messages are kept, and what is remembered of them.
      real.lab.pass(RETENTION_SECONDS + 300);
      assert.equal(real.lab.state.memoryBytes, 0, "nothing is left of what is gone");
    });
    fc.assert(property, { numRuns: 200 });
  },
);

// --- internal ---

function create({ name, ordering }: { name: string; ordering: "fifo-ish" | "shuffled" }): Queues {
  const lab = createLab({ ordering, random: createRandom(1) });
  const MessageRetentionPeriod = RETENTION_SECONDS;
  const dlq = lab.queue(`dlq-${name}`, { MessageRetentionPeriod });
  const RedrivePolicy = { deadLetterTargetArn: dlq.arn, maxReceiveCount: MAX_RECEIVES };
  return { lab, dlq, main: lab.queue(name, { MessageRetentionPeriod, RedrivePolicy }) };
}
