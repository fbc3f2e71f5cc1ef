/**
 * Prints in milliseconds what loading the emulator takes in a new process, and what starting it takes then; with the queues
 * of the data file that is named, if one is.
 */
const beginMs = performance.now();
const { startEmulator } = await import("@letsgo/sqs-emulator");
const loadedMs = performance.now();
const [data] = process.argv.slice(2);
await using emulator = await startEmulator(data === undefined ? {} : { data });
const startMs = performance.now() - loadedMs;
console.log(JSON.stringify({ loadMs: loadedMs - beginMs, startMs, url: emulator.url }));
