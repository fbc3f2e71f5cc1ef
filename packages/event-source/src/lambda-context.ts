import { randomBytes } from "node:crypto";
import type { Context } from "aws-lambda";

/** What is the same in every invocation of one function. */
export type FunctionIdentity = Pick<
  Context,
  "functionName" | "functionVersion" | "invokedFunctionArn" | "memoryLimitInMB" | "logGroupName" | "logStreamName"
>;

/** One invocation of one function. */
export interface Invocation extends FunctionIdentity {
  awsRequestId: string;
  remainingMs: () => number;
}

export interface FunctionIdentityOptions {
  functionName: string;
  region: string;
  accountId: string;
  memoryMegabytes: number;
}

/** Names a function as Lambda does; one identity stands for one execution environment, which has one log stream. */
export function createFunctionIdentity(options: FunctionIdentityOptions): FunctionIdentity {
  const { functionName, region, accountId, memoryMegabytes } = options;
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  return {
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:${partitionOf(region)}:lambda:${region}:${accountId}:function:${functionName}`,
    memoryLimitInMB: String(memoryMegabytes),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: `${day}/[$LATEST]${randomBytes(16).toString("hex")}`,
  };
}

/** The context that a handler gets; its legacy functions end the invocation through `done`. */
export function createContext({ remainingMs, ...names }: Invocation, done: Context["done"]): Context {
  return {
    ...names,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: remainingMs,
    done,
    fail: (error) => done((error ?? new Error("context.fail was called without an error")) as Error),
    succeed: (result: unknown) => done(undefined, result),
  };
}

// --- internal ---

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
