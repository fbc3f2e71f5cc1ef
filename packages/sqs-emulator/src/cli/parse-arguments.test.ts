import { expect, test } from "vitest";
import { EmulatorError } from "../errors.ts";
import { parseArguments } from "./parse-arguments.ts";

function refusalOf(...args: string[]): string {
  try {
    parseArguments(args);
  } catch (error) {
    expect(error).toBeInstanceOf(EmulatorError);
    return (error as Error).message;
  }
  return "none";
}

test("without arguments it is port 4566, and all else the emulator's defaults", () => {
  expect(parseArguments([])).toEqual({ port: 4566 });
});

test("every option is taken", () => {
  const args = [
    ...["--port", "0", "--host", "0.0.0.0", "--allowed-host", "sqs", "--allowed-host", "box", "--region", "eu-west-1"],
    ...["--clock", "1.5x", "--ordering", "shuffled", "--duplicates", "0.25", "--seed", "7"],
    ...["--in-flight-limit", "10", "--memory-limit", "2", "--data", "./queues.db"],
  ];

  expect(parseArguments(args)).toEqual({
    port: 0,
    host: "0.0.0.0",
    allowedHosts: ["sqs", "box"],
    region: "eu-west-1",
    clock: { speed: 1.5 },
    ordering: "shuffled",
    duplicates: 0.25,
    seed: 7,
    inFlightLimit: 10,
    memoryLimitBytes: 2_097_152,
    data: "./queues.db",
  });
  expect(parseArguments(["--clock", "manual"])).toEqual({ port: 4566, clock: "manual" });
});

test("help goes before all that is wrong", () => {
  expect(parseArguments(["--help"])).toBe("help");
  expect(parseArguments(["-h", "--port", "x"])).toBe("help");
});

test.each([
  [["--port", "65536"], "Expected --port to be a whole number from 0 to 65535, got 65536"],
  [["--port", ""], "Expected --port"],
  [["--clock", "0x"], "Expected --clock to be real, manual or a speed like 60x, got 0x"],
  [["--clock", "fast"], "Expected --clock"],
  [["--ordering", "random"], "Expected --ordering"],
  [["--duplicates", "1.1"], "Expected --duplicates to be a number from 0 to 1, got 1.1"],
  [
    ["--faults", "/does/not/exist"],
    "Expected --faults to name a file with a list of rules in JSON, got /does/not/exist: ENOENT",
  ],
  [["--faults", import.meta.filename], "Expected --faults to name a file"],
  [["--data", ""], "Expected --data to be the name of a file, got none"],
  [["--prot", "1"], "Unknown option '--prot'"],
  [["stray"], "Unexpected argument 'stray'"],
])("%j is refused, and says where help is", (args, text) => {
  expect(refusalOf(...args)).toContain(text);
  expect(refusalOf(...args)).toContain("--help");
});
