import type { EmulatorOptions } from "../emulator-options.ts";
import { createDataFile } from "./data-file.ts";
import { type Bench, startBench } from "./sdk.ts";

/** Runs one emulator after another on the same file. */
export async function inTurn(
  lives: readonly ((bench: Bench) => Promise<void>)[],
  options: EmulatorOptions = {},
): Promise<void> {
  using file = createDataFile();
  for (const live of lives) {
    await using bench = await startBench({ data: file.path, startAt, ...options });
    await live(bench);
  }
}

// --- internal ---

const startAt = new Date(1_800_000_000_000);
