import { readFile } from "node:fs/promises";
import { run } from "../../cli/run.ts";
import type { Environment } from "../../config.ts";

export interface NpmConfig {
  /** An npmrc that lets a build reach the machine's registry; empty where npm uses the public one with nothing special. */
  readonly npmrc: string;
  /** The CA bundle that npm trusts, if one is set. */
  readonly caFile: string | undefined;
}

/** What npm's configuration of this machine means for a build. */
export async function readNpmConfig(environment: Environment): Promise<NpmConfig> {
  const answer = await run("npm", ["config", "get", "registry", "cafile", "userconfig", "globalconfig"]);
  const settings = new Map(
    answer.split("\n").map((line) => [line.split("=", 1)[0], line.slice(line.indexOf("=") + 1)]),
  );
  const files = await Promise.all(
    [settings.get("globalconfig"), settings.get("userconfig")].map(async (path) =>
      path ? await readFile(path, "utf8").catch(() => "") : "",
    ),
  );
  const caFile = settings.get("cafile");
  return {
    npmrc: npmrcOf(settings.get("registry") ?? "", files, environment),
    caFile: caFile === "" || caFile === "null" || caFile === "undefined" ? undefined : caFile,
  };
}

/** The lines that concern the connection: registries, credentials, proxies; variables are filled in. */
export function npmrcOf(registry: string, files: readonly string[], environment: Environment): string {
  const own = /^https:\/\/registry\.npmjs\.org\/?$/.test(registry) || registry === "" ? [] : [`registry=${registry}`];
  const lines = files.flatMap((text) => text.split(/\r?\n/).map((line) => line.trim()));
  const connection = lines.filter((line) =>
    /^(\/\/|@[^/]+:registry|(https-)?proxy\b|noproxy\b|strict-ssl\b)/.test(line),
  );
  const filled = connection.map((line) =>
    line.replaceAll(/\$\{(\w+)\}/g, (all, name: string) => environment[name] ?? all),
  );
  return [...own, ...filled].map((line) => `${line}\n`).join("");
}
