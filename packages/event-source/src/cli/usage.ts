/** What `--help` prints. */
export const usage = `Usage: event-source --queue-url <url> --handler <path>.<export> [options]

Runs a Lambda SQS handler on a queue, as Lambda's event source mapping does.

  --queue-url <url>             the queue: AWS, LocalStack, ElasticMQ, ...
  --handler <path>.<export>     the handler as its function is set, like ./dist/index.handler
  --report-batch-item-failures  the handler returns batchItemFailures; without it the response is ignored
  --batch-size <n>              most messages in one invocation, 1 to 10,000; above 10 with --window (10)
  --window <seconds>            gather a batch for up to this long, 0 to 300 (0)
  --concurrency <n>             most invocations at once, 1 to 1,000, a thread each (5)
  --filter <pattern>            JSON like '{"body":{"type":["order"]}}'; repeat it for more, up to 10
  --function-timeout <seconds>  1 to 900; the queue's visibility timeout must be at least as long (3)
  --function-name <name>        for the handler's context (function)
  --memory <megabytes>          for the handler's context, 128 to 10,240 (128)
  --endpoint <url>              where SQS answers (the queue URL's host)
  --region <region>             (that of the queue URL, AWS_REGION, else us-east-1)
  --receive-wait <seconds>      how long one receive waits, 0 to 20, and a stop at most for it (2)
  -h, --help                    this text

Credentials are the AWS SDK's (environment, profile, ...); off AWS none are needed. The handler's own output goes to
stdout, what happens to messages to stderr. Ctrl-C or SIGTERM lets running invocations end, a second one does not.
`;
