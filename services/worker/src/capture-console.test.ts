import { withMessageScope } from "@letsgo/logger";
import { expect, it, onTestFinished } from "vitest";
import { captureLogger } from "../test/capture-logger.ts";
import { captureConsole } from "./capture-console.ts";

it("turns what a handler writes to the console into lines of its message", () => {
  const { log, info, debug, warn, error } = console;
  onTestFinished(() => void Object.assign(console, { log, info, debug, warn, error }));
  const { logger, lines } = captureLogger();

  captureConsole(logger);
  withMessageScope({ messageId: "m-1", type: "order:new" }, () => {
    console.log("order %s", "7", { paid: true });
    console.error("broken");
  });

  expect(lines).toEqual([
    expect.objectContaining({ level: "info", msg: "order 7 { paid: true }", messageId: "m-1", type: "order:new" }),
    expect.objectContaining({ level: "error", msg: "broken", messageId: "m-1" }),
  ]);
});
