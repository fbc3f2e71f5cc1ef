import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { DeadlineError } from "../errors.ts";
import { createLineBook } from "./line-book.ts";
import { lineOf } from "./line-of.ts";
import { parseLine } from "./log-line.ts";
import { splitLines } from "./split-lines.ts";
import { tailOf } from "./tail-of.ts";

const never = new AbortController().signal;

describe("parseLine", () => {
  it("reads the fields of a JSON line and the service that it names", () => {
    expect(parseLine('{"service":"api","hop":"accepted"}')).toMatchObject({
      service: "api",
      fields: { hop: "accepted" },
    });
  });

  it.each(["VITE ready in 300 ms", "{broken", ""])("takes %j as text without fields", (text) => {
    expect(parseLine(text, "web")).toEqual({ service: "web", text, fields: {} });
  });
});

describe("splitLines", () => {
  it("puts lines and characters together that chunks have cut", () => {
    const stream = new PassThrough();
    const lines: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    splitLines(stream, (line) => lines.push(line));
    stream.on("end", resolve);

    const wave = Buffer.from("one 👋\r\ntwo\nthree");
    for (const byte of wave) stream.write(Buffer.of(byte));
    stream.end();

    return promise.then(() => expect(lines).toEqual(["one 👋", "two", "three"]));
  });
});

describe("lineOf", () => {
  it("takes no line before the given position", async () => {
    const book = createLineBook();
    book.add(parseLine("ready", "api"));

    const found = lineOf({ book, stackName: "s", stopped: never }, ({ text }) => text.startsWith("ready"), {
      deadlineMs: 5000,
      from: 1,
    });
    book.add(parseLine("ready again", "api"));

    expect((await found).text).toBe("ready again");
  });

  it("fails with a predicate that throws, and with the deadline", async () => {
    const book = createLineBook();
    book.add(parseLine("x", "api"));
    const source = { book, stackName: "s", stopped: never };

    const thrown = lineOf(source, () => expect.fail("bad predicate"), { deadlineMs: 5000 });
    const late = lineOf(source, () => false, { deadlineMs: 10, awaited: "a sign of life" });

    await expect(thrown).rejects.toThrow("bad predicate");
    await expect(late).rejects.toThrow(DeadlineError);
    await expect(late).rejects.toThrow("Expected a sign of life within 10 ms, got none");
  });
});

describe("tailOf", () => {
  it("shows the last lines of each service", () => {
    const lines = ["a", "b", "c"].map((text) => parseLine(text, "api")).concat(parseLine("w", "worker"));

    expect(tailOf(lines, 2)).toBe("api:\n  b\n  c\nworker:\n  w");
  });
});
