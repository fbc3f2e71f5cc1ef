import { expect, it } from "vitest";
import { createFatalWatch } from "./fatal-watch.ts";

it("ends a start at the first fatal line, with its reason", async () => {
  const watch = createFatalWatch();

  watch.see("api", '{"level":"error","service":"api","msg":"not this"}');
  watch.see(
    "worker",
    '{"level":"fatal","service":"worker","msg":"The worker cannot start","err":{"message":"no port"}}',
  );
  watch.see("web", '{"level":"fatal","service":"web","msg":"too late"}');

  await expect(watch.fatal).rejects.toThrow("worker: The worker cannot start: no port");
});
