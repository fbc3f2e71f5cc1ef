/** The embedded S3 as a process of its own, so that it holds up neither the queue nor the supervisor. */
import { parseArgs } from "node:util";
import { startEmbeddedS3 } from "./embedded-s3.ts";

const { values } = parseArgs({ options: { port: { type: "string" }, data: { type: "string" } } });
const s3 = await startEmbeddedS3({ port: Number(values.port), folder: values.data });
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => void s3.stop().finally(() => process.exit(0)));
}
