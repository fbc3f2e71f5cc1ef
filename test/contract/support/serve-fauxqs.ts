/** fauxqs in a process of its own, on a free port of the loopback; its address is the one line that it prints. */
import { startEmbeddedSqs } from "../../../scripts/dev/embedded-sqs.ts";

const { url, stop } = await startEmbeddedSqs({ port: 0 });
process.once("SIGTERM", () => void stop().finally(() => process.exit(0)));
console.log(url);
