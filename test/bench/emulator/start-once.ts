/** Prints in milliseconds what loading the emulator takes in a new process, and what starting it takes then. */
const beginMs = performance.now();
const { startEmulator } = await import("@letsgo/sqs-emulator");
const loadedMs = performance.now();
await using emulator = await startEmulator();
const startMs = performance.now() - loadedMs;
console.log(JSON.stringify({ loadMs: loadedMs - beginMs, startMs, url: emulator.url }));
