import { spawn } from "node:child_process";
import path from "node:path";
import { runCommand } from "./cli/command.ts";
import { ScriptError } from "./cli/errors.ts";
import { createSteps } from "./cli/steps.ts";
import { root, sharedFolder } from "./config.ts";
import { withDependencies } from "./install/while-locked.ts";

const help = `npm run bench [-- options]   how fast enqueue is, as ratios to what one would write without it

Direct mode against one request per message by Node's own client; queued mode against one SendMessage per message by the
SDK; and where containers run, from sender to handler through a LocalStack of its own, against sqs-consumer and against
the bare SDK. In interleaved rounds of one run; a ratio of rates above 1 and a ratio of times below 1 are faster.

Then the SQS emulator: beside fauxqs, LocalStack and ElasticMQ (where ELASTICMQ_URL names one), and by itself. Then the
console: what it costs enqueue, also one that is killed and started again meanwhile; and where there is Chromium, its list
of 100,000 messages: the first row against that of 100, and the frames.

  --rounds N     rounds, at least 1 (15); end to end a fifth of them, console-cost a third
  --only PARTS   some of direct, queued, end-to-end, sqs-throughput, sqs-start, sqs-restart, sqs-wake, sqs-million,
                 sqs-million-fifo, console-cost and console-list, with commas between (all)
  -h, --help     this text`;

await runCommand({
  name: "npm run bench",
  help,
  options: { rounds: { type: "string", default: "15" }, only: { type: "string" } },
  main: async ({ values, signal }) => {
    const rounds = values.rounds ?? "15";
    if (!/^[1-9]\d*$/.test(rounds)) {
      throw new ScriptError(
        `Expected --rounds to be a whole number from 1, got "${rounds}".`,
        "For example --rounds 15.",
      );
    }
    const command = "npm run bench";
    await withDependencies({ command, folder: sharedFolder, step: createSteps(), signal });
    const main = path.join(root, "test/bench/main.ts");
    const only = values.only === undefined ? [] : [values.only];
    const bench = spawn(process.execPath, ["--conditions=source", main, rounds, ...only], {
      cwd: root,
      stdio: "inherit",
    });
    signal.addEventListener("abort", () => bench.kill("SIGTERM"), { once: true });
    return new Promise((resolve, reject) => {
      bench.once("error", reject);
      bench.once("exit", (code) => (signal.aborted ? reject(signal.reason) : resolve(code ?? 1)));
    });
  },
});
