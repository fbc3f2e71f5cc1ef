import path from "node:path";
import { expect, test } from "vitest";
import { HandlerLoadError } from "./errors.ts";
import { loadHandler } from "./load-handler.ts";

const folder = path.join(import.meta.dirname, "test-support/handlers");
const load = (setting: string) => loadHandler(path.join(folder, setting));

test.each(["plain.handler", "common-js/index.handler", "callback.handler", "powertools.handler", "typed.handler"])(
  "loads %s",
  async (setting) => {
    expect(await load(setting)).toBeTypeOf("function");
  },
);

test("a path relative to the working directory, and an export within an object", async () => {
  const relative = path.relative(process.cwd(), path.join(folder, "common-js/index.orders.create"));

  expect(await (await loadHandler(`./${relative}`))({ Records: [] }, {} as never, () => {})).toBe("created");
});

test.each([
  ["plain", "Runtime.MalformedHandlerName", "like ./dist/index.handler"],
  [".handler", "Runtime.MalformedHandlerName", "like ./dist/index.handler"],
  [
    "absent.handler",
    "Runtime.ImportModuleError",
    "{.js,.mjs,.cjs,.ts,.mts,.cts} to exist, got none; build the handler",
  ],
  ["broken.handler", "Runtime.ImportModuleError", "missing setting ORDERS_TABLE"],
  ["awkward.main", "Runtime.HandlerNotFound", "export a function main, got exports: handler, notAFunction"],
  ["awkward.notAFunction", "Runtime.HandlerNotFound", "export a function notAFunction"],
  ["plain.handler.more", "Runtime.HandlerNotFound", "export a function handler.more"],
])("refuses %s by Lambda's error type %s", async (setting, code, text) => {
  const refusal: unknown = await load(setting).catch((error: unknown) => error);

  expect(refusal).toBeInstanceOf(HandlerLoadError);
  expect(refusal).toMatchObject({ code, message: expect.stringContaining(text) });
});
