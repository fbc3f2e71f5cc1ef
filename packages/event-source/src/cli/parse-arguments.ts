import { parseArgs } from "node:util";
import { requireWithin } from "../aws-range.ts";
import { EventSourceError } from "../errors.ts";
import type { EventSourceMappingOptions } from "../mapping-options.ts";
import { parseMappingOptions } from "../parse-mapping-options.ts";
import { usage } from "./usage.ts";

/** What the command line asks for. */
export interface CommandOptions {
  queueUrl: string;
  /** The handler's setting, like `./dist/index.handler`. */
  handler: string;
  endpoint: string | undefined;
  region: string | undefined;
  functionName: string;
  functionTimeoutSeconds: number;
  memoryMegabytes: number;
  concurrency: number;
  /** Those of the mapping's options that it takes as they are. */
  mapping: Pick<
    EventSourceMappingOptions,
    | "batchSize"
    | "maximumBatchingWindowInSeconds"
    | "functionResponseTypes"
    | "filterCriteria"
    | "filterQuota"
    | "receiveMessageWaitTimeSeconds"
  >;
}

/** The command line is not as it should be; the message says how it should. */
export class UsageError extends EventSourceError {
  constructor(message: string, options?: ErrorOptions) {
    super("Usage", `${message}\nevent-source --help shows all options`, options);
  }
}

/**
 * Reads the arguments after the program's name.
 *
 * @returns "help" where help is asked for.
 * @throws {UsageError} An unknown or missing option, or a value outside its range.
 */
export function parseArguments(args: readonly string[]): CommandOptions | "help" {
  const values = readValues(args);
  if (values.help) return "help";
  const options: CommandOptions = {
    queueUrl: urlOf("--queue-url", required("--queue-url", values["queue-url"])),
    handler: required("--handler", values.handler),
    endpoint: values.endpoint === undefined ? undefined : urlOf("--endpoint", values.endpoint),
    region: values.region,
    functionName: values["function-name"],
    functionTimeoutSeconds: numberOf("--function-timeout", values["function-timeout"]),
    memoryMegabytes: numberOf("--memory", values.memory),
    concurrency: numberOf("--concurrency", values.concurrency),
    mapping: {
      batchSize: numberOf("--batch-size", values["batch-size"]),
      maximumBatchingWindowInSeconds: numberOf("--window", values.window),
      functionResponseTypes: values["report-batch-item-failures"] ? ["ReportBatchItemFailures"] : [],
      filterCriteria: { filters: values.filter.map((pattern) => ({ pattern })) },
      filterQuota: 10,
      receiveMessageWaitTimeSeconds: numberOf("--receive-wait", values["receive-wait"]),
    },
  };
  refuseBadValues(options);
  return options;
}

// --- internal ---

function readValues(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        "queue-url": { type: "string" },
        handler: { type: "string" },
        "batch-size": { type: "string", default: "10" },
        window: { type: "string", default: "0" },
        concurrency: { type: "string", default: "5" },
        "report-batch-item-failures": { type: "boolean", default: false },
        filter: { type: "string", multiple: true, default: [] },
        endpoint: { type: "string" },
        region: { type: "string" },
        "function-name": { type: "string", default: "function" },
        "function-timeout": { type: "string", default: "3" },
        memory: { type: "string", default: "128" },
        "receive-wait": { type: "string", default: "2" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return values;
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}

function required(option: string, value: string | undefined): string {
  if (value) return value;
  throw new UsageError(`Expected ${option} to be given, got none\n\n${usage}`);
}

function urlOf(option: string, value: string): string {
  if (/^https?:$/.test(URL.parse(value)?.protocol ?? "")) return value;
  throw new UsageError(`Expected ${option} to be a URL like http://localhost:4566/000000000000/orders, got ${value}`);
}

function numberOf(option: string, value: string): number {
  if (/^\d+$/.test(value)) return Number(value);
  throw new UsageError(`Expected ${option} to be a whole number, got ${value}`);
}

/** Everything that can be refused before anything is started is refused now, in the mapping's own words. */
function refuseBadValues(options: CommandOptions): void {
  const { queueUrl, functionTimeoutSeconds, memoryMegabytes, concurrency, mapping } = options;
  try {
    requireWithin("memorySize", memoryMegabytes, 128, 10_240);
    const unused = { client: undefined as never, invoke: undefined as never };
    parseMappingOptions({ ...unused, ...mapping, queueUrl, functionTimeoutSeconds, concurrency });
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}
