import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";

const source = { ssr: { resolve: { conditions: ["source"] } }, resolve: { conditions: ["source"] } };

/** Vitest's own default is one worker on two cores; four files of the contract alone mostly wait for the emulators' clocks. */
const maxWorkers = Math.max(8, availableParallelism());

// They set up OpenTelemetry, or Lambda's environment, for good: each has a process of its own.
const apart = [
  "packages/logger/src/logger.test.ts",
  "packages/queue/src/trace/*.test.ts",
  "packages/tracing/src/*.test.ts",
  "services/*/src/**/trace.test.ts",
];

const unit = {
  maxWorkers,
  // A bound for what hangs; a loaded machine needs more than the usual five seconds.
  testTimeout: 30_000,
  hookTimeout: 30_000,
  // A running stack's live settings are none of theirs.
  env: { LETSGO_STATE_DIR: path.join(tmpdir(), "letsgo-unit-tests-have-none") },
};

export default defineConfig({
  test: {
    reporters: ["default", "./test/support/last-line-reporter.ts"],
    projects: [
      {
        ...source,
        test: {
          ...unit,
          name: "unit",
          // Files share processes, which load a package once and not once for each file: two fifths less of the processor.
          isolate: false,
          unstubEnvs: true,
          restoreMocks: true,
          include: [
            "packages/*/src/**/*.test.ts",
            "services/*/{src,server}/**/*.test.ts",
            "services/console/*/src/**/*.test.ts",
            "scripts/**/*.test.ts",
            "test/unit/**/*.test.ts",
          ],
          exclude: apart,
        },
      },
      { ...source, test: { ...unit, name: "unit-apart", include: apart } },
      {
        ...source,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Three files at a time, after the others; inside one, tests mostly wait for messages.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          maxConcurrency: 16,
        },
      },
      {
        ...source,
        test: {
          name: "contract",
          include: ["test/contract/**/*.test.ts"],
          globalSetup: ["test/contract/support/global-setup.ts"],
          // Beside the unit tests, which need the processor that these leave: they mostly wait for the emulators' clocks.
          maxWorkers,
          maxConcurrency: 16,
        },
      },
    ],
  },
});
