export type { TracingOptions } from "./start-tracing.ts";
export { startTracing } from "./start-tracing.ts";
export type { Tracing } from "./tracing.ts";
