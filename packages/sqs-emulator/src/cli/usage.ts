/** What `--help` prints. */
export const usage = `Usage: sqs-emulator [options]

An SQS endpoint on this machine, for AWS's SDKs and command line (JSON protocol, November 2023 or later).

  --port <port>              0 takes a free one (4566)
  --host <address>           whoever reaches it has every queue: there are no passwords (127.0.0.1)
  --allowed-host <name>      a further name by which requests may call this machine; repeat it for more
  --region <region>          of calls without credentials (us-east-1)
  --clock <clock>            real, manual (stands still but for POST /_emulator/clock), or a speed like 60x (real)
  --ordering <ordering>      fifo-ish, or shuffled: which message of a standard queue a receive takes (fifo-ish)
  --duplicates <chance>      0 to 1: that a standard queue's message is delivered once more (0)
  --seed <number>            of what chance there is; the same seed, the same chance (1)
  --in-flight-limit <n>      most messages in flight of a queue (120000)
  --memory-limit <mebibytes> what all queues may take (half of the heap)
  --faults <file>            what goes wrong with calls: rules in JSON, like [{"fault":"throttle","probability":0.1}] (nothing)
  --data <file>              keep queues and messages in a file, over restarts and kill -9 (in memory)
  -h, --help                 this text

Its address is the first line on stdout. Ctrl-C or SIGTERM ends it; without --data what its queues hold is gone then.
`;
