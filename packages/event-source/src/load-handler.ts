import { stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Handler, SQSEvent } from "aws-lambda";
import { HandlerLoadError } from "./errors.ts";

/**
 * Loads a handler by the setting that its Lambda function has, `dist/index.handler`: the module `dist/index` with one of
 * the extensions js, mjs, cjs, ts, mts, cts, and its export `handler`. Modules and CommonJS alike; dots after the first
 * one go on into an exported object. The module's own code runs now.
 *
 * @param setting Relative to the working directory, or absolute.
 * @throws {HandlerLoadError} It is not of that form, there is no such file, the module throws, or exports no such function.
 *
 * @example
 * const invoke = createInvoker({ handler: await loadHandler("./dist/index.handler"), functionName: "orders", region });
 */
export async function loadHandler(setting: string): Promise<Handler<SQSEvent, unknown>> {
  const { modulePath, names } = parseSetting(setting);
  const file = await findFile(setting, modulePath);
  const module = await importModule(setting, file);
  // Not every CommonJS export is seen as one by name; all of them are in the default export.
  const found = [module, module.default].map((exported) => valueAt(exported, names)).find(isFunction);
  if (found === undefined) {
    const exported = Object.keys({ ...module, ...(module.default as object | undefined) }).join(", ");
    throw new HandlerLoadError(
      "Runtime.HandlerNotFound",
      setting,
      `Expected ${file} to export a function ${names.join(".")}, got exports: ${exported || "none"}`,
    );
  }
  return found;
}

// --- internal ---

const extensions = ["", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"];

/** As Lambda's Node.js runtime reads it: the file's name has no dot. */
function parseSetting(setting: string): { modulePath: string; names: string[] } {
  const match = /^([^.]+)\.(.+)$/.exec(path.basename(setting));
  const [, file, exported] = match ?? [];
  if (file === undefined || exported === undefined) {
    throw new HandlerLoadError(
      "Runtime.MalformedHandlerName",
      setting,
      `Expected the handler to be <path without extension>.<export> like ./dist/index.handler, got ${setting}`,
    );
  }
  return { modulePath: path.resolve(path.dirname(setting), file), names: exported.split(".") };
}

async function findFile(setting: string, modulePath: string): Promise<string> {
  for (const extension of extensions) {
    const file = modulePath + extension;
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) return file;
  }
  throw new HandlerLoadError(
    "Runtime.ImportModuleError",
    setting,
    `Expected a file ${modulePath}{${extensions.slice(1).join(",")}} to exist, got none; build the handler first, or mend the path`,
  );
}

async function importModule(setting: string, file: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HandlerLoadError("Runtime.ImportModuleError", setting, `Loading ${file} failed: ${reason}`, { cause });
  }
}

function valueAt(exported: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | null | undefined)?.[name],
    exported,
  );
}

function isFunction(value: unknown): value is Handler<SQSEvent, unknown> {
  return typeof value === "function";
}
