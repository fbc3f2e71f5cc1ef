import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { startFauxqs } from "../../contract/support/start-fauxqs.ts";
import { type Comparison, printTable } from "../compare.ts";
import { findLocalStack } from "../find-local-stack.ts";
import { startOurs } from "./start-ours.ts";
import { compareThroughput } from "./throughput.ts";

const root = path.resolve(import.meta.dirname, "../../..");

/** Prints our emulator's throughput against each other that runs here, and which ones do not. */
export async function printThroughput(rounds: number): Promise<void> {
  await using ours = await startOurs();
  const comparisons: Comparison[] = [];
  const against = async (name: string, theirs: string, calls: number) => {
    const options = { name, calls, rounds };
    comparisons.push(...(await compareThroughput({ ours: ours.url, theirs }, options)));
  };
  const fauxqs = await startFauxqs(root);
  try {
    await against("fauxqs", fauxqs.endpoint, 5000);
  } finally {
    await fauxqs.stop();
  }
  const localStack = await findLocalStack("throughput against LocalStack");
  try {
    if (localStack !== undefined) await against("LocalStack", localStack.endpoint, 300);
  } finally {
    await localStack?.stop();
  }
  const elasticMq = process.env.ELASTICMQ_URL;
  if (elasticMq !== undefined) await against("ElasticMQ", elasticMq, 1000);
  else console.log(`Not measured: against ElasticMQ. ${await whyNoElasticMq()}`);
  printTable(comparisons);
}

// --- internal ---

async function whyNoElasticMq(): Promise<string> {
  try {
    await promisify(execFile)("java", ["-version"]);
  } catch {
    return "It needs Java, which is not here.";
  }
  return "Java is here: start ElasticMQ and name its address in ELASTICMQ_URL.";
}
