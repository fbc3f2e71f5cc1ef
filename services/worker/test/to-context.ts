import type { Context } from "aws-lambda";

/** Lambda's context of an invocation that has `timeoutMs` left. */
export function toContext(timeoutMs = 10_000): Context {
  const endsAt = performance.now() + timeoutMs;
  const notSupported = () => {
    throw new Error("Expected an async handler, got a call of a legacy function");
  };
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: "letsgo-main-worker",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:us-west-2:000000000000:function:letsgo-main-worker",
    memoryLimitInMB: "128",
    awsRequestId: "request-1",
    logGroupName: "/aws/lambda/letsgo-main-worker",
    logStreamName: "stream",
    getRemainingTimeInMillis: () => Math.max(0, endsAt - performance.now()),
    done: notSupported,
    fail: notSupported,
    succeed: notSupported,
  };
}
