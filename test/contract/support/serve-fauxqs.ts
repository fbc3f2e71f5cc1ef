/** fauxqs in a process of its own, on a free port of the loopback; its address is the one line that it prints. */
import { buildApp } from "fauxqs";

const app = buildApp({ logger: false });
const url = await app.listen({ port: 0, host: "127.0.0.1" });
process.once("SIGTERM", () => void app.close().finally(() => process.exit(0)));
console.log(url);
