/**
 * The guardian of one test stack: ends the stack when its owner is gone, however it went. Test runners kill their workers
 * outright (vitest's watchdog sends SIGKILL after a Ctrl-C), so the owner itself cannot be trusted with it. Our standard
 * input ends when the owner does; SIGTERM means the same. It runs in a session of its own, out of a terminal's reach.
 */
import { createInterface } from "node:readline";
import { noteProcess } from "../ownership/stack-folder.ts";
import { endProject } from "./end-project.ts";
import { parseTask, removeFolder } from "./task.ts";
import { startWard } from "./ward.ts";

const task = parseTask(process.argv[2]);
const ward = task.command && startWard(task.command);
if (ward?.pid !== undefined) noteProcess(task.folder, "ward", ward.pid);

for (const name of ["SIGINT", "SIGHUP"] as const) process.on(name, () => {});
// The owner may be gone before us; what the ward still says then goes nowhere.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

let isReady = false;
const released = Promise.withResolvers<void>();
const lifeline = createInterface({ input: process.stdin });
lifeline.on("line", () => {
  isReady = true;
});
lifeline.on("close", () => released.resolve());
process.on("SIGTERM", () => released.resolve());
void ward?.ended.then(() => released.resolve());

await released.promise;
await ward?.stop();
if (task.project) await endProject(task.project, { mayStillStart: !isReady });
removeFolder(task.folder);
process.exit((await ward?.ended) ?? 0);
