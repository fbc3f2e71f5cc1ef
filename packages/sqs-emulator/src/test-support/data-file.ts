import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** The name of a file that does not exist, in a folder of its own that goes with it. */
export function createDataFile(): { readonly path: string } & Disposable {
  const folder = mkdtempSync(path.join(tmpdir(), "sqs-emulator-"));
  return {
    path: path.join(folder, "queues.db"),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
