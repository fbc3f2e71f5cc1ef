import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { EmulatorOptions } from "../emulator-options.ts";
import type { ClockChoice } from "../engine/clock.ts";
import { EmulatorError } from "../errors.ts";
import type { FaultRule } from "../faults/fault-rule.ts";

const DEFAULT_PORT = 4566;
const MEBIBYTE = 1_048_576;

/**
 * Reads the arguments after the program's name.
 *
 * @returns "help" where help is asked for
 * @throws {EmulatorError} an unknown option, or a value that is none of its
 */
export function parseArguments(args: readonly string[]): EmulatorOptions | "help" {
  const values = readValues(args);
  if (values.help) return "help";
  return {
    port: within("--port", values.port, { least: 0, most: 65_535 }) ?? DEFAULT_PORT,
    ...given("host", values.host),
    ...given("allowedHosts", values["allowed-host"]),
    ...given("region", values.region),
    ...given("clock", clockOf(values.clock)),
    ...given("ordering", orderingOf(values.ordering)),
    ...given("duplicates", within("--duplicates", values.duplicates, { least: 0, most: 1, isWhole: false })),
    ...given("seed", within("--seed", values.seed, { least: 0, most: 2 ** 32 - 1 })),
    ...given("inFlightLimit", within("--in-flight-limit", values["in-flight-limit"], { least: 1, most: 1e9 })),
    ...given("faults", faultsOf(values.faults)),
    ...given("data", dataOf(values.data)),
    ...given("memoryLimitBytes", memoryOf(values["memory-limit"])),
  };
}

// --- internal ---

function readValues(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: text,
        host: text,
        "allowed-host": { type: "string", multiple: true },
        region: text,
        clock: text,
        ordering: text,
        duplicates: text,
        seed: text,
        "in-flight-limit": text,
        "memory-limit": text,
        data: text,
        faults: text,
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw usageError((error as Error).message, { cause: error });
  }
}

function usageError(message: string, options?: ErrorOptions): EmulatorError {
  return new EmulatorError("InvalidOption", `${message}\nsqs-emulator --help shows all options`, options);
}

/** An option that is left to its default is absent. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value });
}

function within(
  name: string,
  text: string | undefined,
  { least, most, isWhole = true }: { least: number; most: number; isWhole?: boolean },
): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value;
  throw usageError(
    `Expected ${name} to be ${isWhole ? "a whole number" : "a number"} from ${least} to ${most}, got ${text}`,
  );
}

function clockOf(text: string | undefined): ClockChoice | undefined {
  if (text === undefined || text === "real" || text === "manual") return text;
  const speed = Number(/^(\d+(?:\.\d+)?)x$/.exec(text)?.[1]);
  if (speed > 0) return { speed };
  throw usageError(`Expected --clock to be real, manual or a speed like 60x, got ${text}`);
}

function orderingOf(text: string | undefined): "fifo-ish" | "shuffled" | undefined {
  if (text === undefined || text === "fifo-ish" || text === "shuffled") return text;
  throw usageError(`Expected --ordering to be fifo-ish or shuffled, got ${text}`);
}

/** The rules themselves are checked where they are used. */
function faultsOf(file: string | undefined): readonly FaultRule[] | undefined {
  if (file === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const message = `Expected --faults to name a file with a list of rules in JSON, got ${file}: ${(error as Error).message}`;
    throw usageError(message, { cause: error });
  }
}

function dataOf(text: string | undefined): string | undefined {
  if (text !== "") return text;
  throw usageError("Expected --data to be the name of a file, got none");
}

function memoryOf(text: string | undefined): number | undefined {
  const mebibytes = within("--memory-limit", text, { least: 1, most: 1e6 });
  return mebibytes && mebibytes * MEBIBYTE;
}
