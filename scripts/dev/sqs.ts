/** The embedded SQS as a process of its own, so that neither it nor the supervisor holds up the other. */
import { parseArgs } from "node:util";
import { startEmbeddedSqs } from "./embedded-sqs.ts";

const { values } = parseArgs({ options: { port: { type: "string" } } });
const sqs = await startEmbeddedSqs({ port: Number(values.port) });
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => void sqs.stop().finally(() => process.exit(0)));
}
