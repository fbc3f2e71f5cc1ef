import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../config.ts";

export interface PipConfig {
  /** A pip.conf that lets a build reach the machine's index; empty where pip uses the public one with nothing special. */
  readonly pipConf: string;
  /** The CA bundle that pip trusts, if one is set. */
  readonly caFile: string | undefined;
}

/** What pip's configuration of this machine means for a build. Read without Python, which may not be there. */
export async function readPipConfig(environment: Environment): Promise<PipConfig> {
  const home = environment.HOME ?? homedir();
  const paths = [
    "/etc/xdg/pip/pip.conf",
    "/etc/pip.conf",
    join(home, ".pip/pip.conf"),
    join(environment.XDG_CONFIG_HOME ?? join(home, ".config"), "pip/pip.conf"),
    ...(environment.PIP_CONFIG_FILE ? [environment.PIP_CONFIG_FILE] : []),
  ];
  return pipConfigOf(await Promise.all(paths.map((path) => readFile(path, "utf8").catch(() => ""))), environment);
}

/** Joins pip's files (later ones win) and its variables (which win over files), as pip does. */
export function pipConfigOf(files: readonly string[], environment: Environment): PipConfig {
  const settings = new Map(files.flatMap((text) => [...settingsOf(text)]));
  for (const name of [...connectionSettings, "cert"]) {
    const value = environment[`PIP_${name.toUpperCase().replaceAll("-", "_")}`];
    if (value) settings.set(name, value);
  }
  const lines = connectionSettings.flatMap((name) => {
    const value = settings.get(name);
    return value === undefined ? [] : [`${name} = ${value.split(/\s+/).join("\n    ")}\n`];
  });
  return { pipConf: lines.length === 0 ? "" : `[global]\n${lines.join("")}`, caFile: settings.get("cert") };
}

// --- internal ---

/** The settings that decide where packages come from; `find-links` is left out, since it names a folder of the machine. */
const connectionSettings = ["index-url", "extra-index-url", "trusted-host", "proxy"];

/** The settings of the sections that count for `pip install`. A line that is indented continues the one before. */
function settingsOf(text: string): Map<string, string> {
  const settings = new Map<string, string>();
  let section = "";
  let name = "";
  for (const line of text.split(/\r?\n/).filter((each) => !/^\s*([#;]|$)/.test(each))) {
    const [, heading] = /^\[(.+)\]\s*$/.exec(line) ?? [];
    const [, key, value] = /^([\w-]+)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (heading !== undefined) section = heading;
    else if (section !== "global" && section !== "install") continue;
    else if (key !== undefined && value !== undefined) {
      name = key.replaceAll("_", "-");
      settings.set(name, value.trim());
    } else settings.set(name, `${settings.get(name) ?? ""} ${line.trim()}`.trim());
  }
  return settings;
}
