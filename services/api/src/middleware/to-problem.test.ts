import {
  InvalidMessageError,
  MessageTooLargeError,
  QueueNotFoundError,
  QueueRefusedError,
  QueueUnreachableError,
  WorkerRefusedError,
  WorkerUnreachableError,
} from "@letsgo/queue";
import { describe, expect, it } from "vitest";
import { toProblem } from "./to-problem.ts";

const cause = new Error("connect ECONNREFUSED 10.1.2.3:80");

describe("toProblem", () => {
  it("names an invalid message's fields as the request had them", () => {
    const problem = toProblem(
      new InvalidMessageError([{ field: "payload.data.object", message: "Expected an object" }]),
    );

    expect(problem).toMatchObject({ status: 400, errors: [{ field: "data.object", message: "Expected an object" }] });
  });

  it("answers 413 with both sizes for a message that is too large", () => {
    const problem = toProblem(new MessageTooLargeError({ limitBytes: 1024, totalBytes: 2048, bodyBytes: 2000 }));

    expect(problem).toMatchObject({ status: 413, detail: expect.stringMatching(/1024.*2048/) });
  });

  it.each([
    new WorkerUnreachableError("http://worker", { cause }),
    new WorkerRefusedError("http://worker", 503, ""),
    new QueueUnreachableError("queue", { cause }),
    new QueueNotFoundError("queue"),
  ])("answers 503 with Retry-After and without addresses: $name", (error) => {
    const problem = toProblem(error);

    expect(problem).toMatchObject({ status: 503, headers: { "Retry-After": "5" } });
    expect(problem.detail).not.toMatch(/10\.1\.2\.3|http/);
  });

  it.each([new QueueRefusedError("queue", "AccessDenied"), new WorkerRefusedError("http://worker", 400, "no"), "text"])(
    "answers 500 for what trying again does not mend: %s",
    (error) => {
      expect(toProblem(error)).toMatchObject({ status: 500 });
    },
  );
});
