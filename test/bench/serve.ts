import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** A server in a thread of its own. */
export interface ServedThread extends AsyncDisposable {
  readonly url: string;
  /** How many messages it has handled since it started. */
  readonly handled: () => number;
}

/** Starts a module that listens on a free port, posts the port, and counts what it handles in the shared cell. */
export async function serve(module: URL): Promise<ServedThread> {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(module, { workerData: cell });
  const [port] = (await once(worker, "message")) as [number];
  return {
    url: `http://127.0.0.1:${port}`,
    handled: () => Atomics.load(cell, 0),
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}

/** Resolves once the server has handled `count` more than when it was called first. */
export function createSettled(server: ServedThread, sent: () => number): () => Promise<void> {
  return async () => {
    while (server.handled() < sent()) await new Promise((resolve) => setImmediate(resolve));
  };
}
