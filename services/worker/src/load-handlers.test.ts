import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { handlers } from "./handlers/index.ts";
import { loadHandlers } from "./load-handlers.ts";

async function writeModule(source: string) {
  const folder = await mkdtempDisposable(join(tmpdir(), "handlers-"));
  const file = join(folder.path, "handlers.mjs");
  await writeFile(file, source);
  return { file, [Symbol.asyncDispose]: () => folder.remove() };
}

describe("further handlers", () => {
  it("are none without a module", async () => {
    expect(await loadHandlers(handlers, undefined)).toBe(handlers);
  });

  it.each([
    ["a path relative to the working directory", (file: string) => relative(process.cwd(), file)],
    ["a file URL", (file: string) => pathToFileURL(file).href],
  ])("are added beside the worker's own, by %s", async (_name, toName) => {
    await using module = await writeModule("export const handlers = new Map([['mine', async () => {}]]);");

    const all = await loadHandlers(handlers, toName(module.file));

    expect([...all.keys()]).toEqual([...handlers.keys(), "mine"]);
  });

  it.each([
    ["export const handlers = new Map([['order:new', async () => {}]]);", "order:new"],
    ["export const handlers = { mine: async () => {} };", "a Map named handlers"],
    ["export const handlers = new Map([['mine', 7]]);", "texts to functions"],
    ["export const other = 1;", "a Map named handlers"],
    ["throw new Error('broken');", "broken"],
  ])("stop the start where the module is %s", async (source, words) => {
    await using module = await writeModule(source);

    await expect(loadHandlers(handlers, module.file)).rejects.toThrow(words);
  });

  it("stop the start where there is no such module", async () => {
    await expect(loadHandlers(handlers, "./absent.ts")).rejects.toMatchObject({ code: "INVALID_HANDLERS" });
  });
});
