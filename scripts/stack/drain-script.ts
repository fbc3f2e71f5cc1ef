/**
 * A program for `node -e` inside the worker's container: asks the worker to end, and waits until it has. The watcher that
 * runs it in development stays; asked itself, it would kill the worker after five seconds, whatever it has in hand. Ends
 * with exit code 0 also where the time was not enough: no more waiting would help.
 *
 * @param graceSeconds how long to wait
 */
export function drainScript(graceSeconds: number): string {
  return `
const { readdirSync, readFileSync } = require("node:fs");
const words = (pid) => { try { return readFileSync("/proc/" + pid + "/cmdline", "utf8").split("\\0"); } catch { return []; } };
const isWorker = (pid) => { const all = words(pid); return !/init$/.test(all[0]) && !all.includes("watch") && all.some((word) => /services\\/worker\\/(src\\/main\\.ts|dist\\/main\\.js)$/.test(word)); };
const workers = readdirSync("/proc").filter((name) => /^\\d+$/.test(name)).filter(isWorker);
for (const pid of workers) process.kill(Number(pid), "SIGTERM");
const deadline = Date.now() + ${graceSeconds * 1000};
const look = () => { if (workers.some(isWorker) && Date.now() < deadline) setTimeout(look, 20); };
look();
`;
}
