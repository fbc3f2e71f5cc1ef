import { isMainThread, threadId } from "node:worker_threads";

let invocations = 0;

/** What an execution environment must bear: the first record's body says how to end. */
export const handler = async (event, context) => {
  invocations += 1;
  switch (event.Records[0]?.body) {
    case "spin":
      for (;;);
    case "exit":
      process.exit(3);
      break;
    case "escape":
      setImmediate(() => {
        throw new TypeError("thrown outside the invocation");
      });
      return new Promise(() => {});
    case "error":
      throw Object.assign(new RangeError("out of range"), { code: "E_RANGE" });
    case "bigint":
      return 1n;
    case "wait":
      await new Promise((resolve) => setTimeout(resolve, 50));
      break;
  }
  return { invocations, threadId, isMainThread, requestId: context.awsRequestId, log: context.logStreamName };
};

export const notAFunction = 1;
