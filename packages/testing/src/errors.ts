/** Everything that `@letsgo/testing` throws by itself. */
export abstract class TestingError extends Error {
  /** Constant per class, for programs. */
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** What was awaited did not happen in time. The message holds what was seen so far and each service's last lines. */
export class DeadlineError extends TestingError {
  readonly code = "DEADLINE_PASSED";
  readonly deadlineMs: number;
  /** The message that was waited for, if it was one. */
  readonly messageId: string | undefined;

  constructor(
    awaited: string,
    details: { deadlineMs: number; seen: string; tail: string; messageId?: string; cause?: unknown },
  ) {
    const { deadlineMs, seen, tail, messageId, cause } = details;
    super(
      `Expected ${awaited} within ${deadlineMs} ms, got ${seen}\nLast lines of each service:\n${tail}`,
      cause === undefined ? undefined : { cause },
    );
    this.deadlineMs = deadlineMs;
    this.messageId = messageId;
  }
}

/** The stack did not become ready; nothing of it is left. The message holds each service's last lines. */
export class StackStartError extends TestingError {
  readonly code = "STACK_NOT_STARTED";
  readonly stackName: string;

  constructor(stackName: string, details: { cause: unknown; tail: string }) {
    const reason = details.cause instanceof Error ? details.cause.message : String(details.cause);
    super(`Expected stack ${stackName} to become ready, got: ${reason}\nLast lines of each service:\n${details.tail}`, {
      cause: details.cause,
    });
    this.stackName = stackName;
  }
}

/** A service that was started again ended, or did not become healthy in time. */
export class ServiceStartError extends TestingError {
  readonly code = "SERVICE_NOT_STARTED";
  readonly service: string;

  constructor(service: string, details: { cause: unknown; tail: string }) {
    const reason = details.cause instanceof Error ? details.cause.message : String(details.cause);
    super(`Expected ${service} to become healthy, got: ${reason}\nLast lines of each service:\n${details.tail}`, {
      cause: details.cause,
    });
    this.service = service;
  }
}

/** The stack was stopped while somebody waited for something of it. */
export class StackStoppedError extends TestingError {
  readonly code = "STACK_STOPPED";
  readonly stackName: string;

  constructor(stackName: string, awaited: string) {
    super(`Expected ${awaited}, got the end of stack ${stackName}. Await it before the stack is disposed of.`);
    this.stackName = stackName;
  }
}

/** One service was to be stopped or started on an engine that starts and stops all of them together. */
export class NotOnThisEngineError extends TestingError {
  readonly code = "NOT_ON_THIS_ENGINE";

  constructor(what: string, engine: string) {
    super(`Expected engine "containers" for ${what}, got "${engine}". Start the stack with { engine: "containers" }.`);
  }
}

/** A command of the container engine failed. */
export class DockerError extends TestingError {
  readonly code = "DOCKER_FAILED";
  readonly args: readonly string[];
  readonly exitCode: number | undefined;

  constructor(args: readonly string[], details: { exitCode?: number | undefined; output: string; cause?: unknown }) {
    super(
      `Expected "docker ${args.join(" ")}" to succeed, got exit code ${details.exitCode ?? "none"}: ${details.output.trim()}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.args = args;
    this.exitCode = details.exitCode;
  }
}
