import { afterAll, beforeAll } from "vitest";
import { type OtlpCollector, startOtlpCollector } from "./otlp-collector.ts";

/** A collector of spans that the tests of a suite share. */
export interface SharedCollector extends Pick<OtlpCollector, "waitFor"> {
  /** The settings of a stack that sends its spans there. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts a collector before the suite's tests, and before a stack that is used after it; ends it after them. */
export function useCollector(): SharedCollector {
  let collector: OtlpCollector | undefined;
  beforeAll(async () => {
    collector = await startOtlpCollector();
  });
  afterAll(() => collector?.[Symbol.asyncDispose]());
  const now = () => {
    if (!collector) throw new TypeError("Expected a test to run, got a use of the collector outside of one.");
    return collector;
  };
  return {
    get environment() {
      return { OTEL_EXPORTER_OTLP_ENDPOINT: now().url };
    },
    waitFor: (...asked) => now().waitFor(...asked),
  };
}
