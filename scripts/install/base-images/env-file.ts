import { readFile, rename, writeFile } from "node:fs/promises";

/** What a `.env` file sets; a missing file sets nothing. Later lines win, as in compose. */
export async function readEnvFile(path: string): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (const line of await linesOf(path)) {
    const [, name, value] = assignment.exec(line) ?? [];
    if (name !== undefined && value !== undefined) values.set(name, value.trim().replace(/^(["'])(.*)\1$/, "$2"));
  }
  return values;
}

/**
 * Sets lines of a `.env` file and leaves all others as they are; `undefined` removes a line. The file is replaced in one
 * step, and not touched when nothing changes.
 */
export async function writeEnvFile(path: string, changes: Readonly<Record<string, string | undefined>>): Promise<void> {
  const before = await linesOf(path);
  const kept = before.filter((line) => !(nameOf(line) in changes));
  const unchanged = Object.entries(changes).every(([name, value]) => {
    const found = before.filter((line) => nameOf(line) === name);
    return value === undefined ? found.length === 0 : found.length === 1 && found[0] === `${name}=${value}`;
  });
  if (unchanged) return;
  const added = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  const text = [...kept, ...added].map((line) => `${line}\n`).join("");
  await writeFile(`${path}.new`, text, { mode: 0o644 });
  await rename(`${path}.new`, path);
}

// --- internal ---

const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/;

function nameOf(line: string): string {
  return assignment.exec(line)?.[1] ?? "";
}

async function linesOf(path: string): Promise<string[]> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text.split(/\r?\n/).filter((line, index, all) => line !== "" || index < all.length - 1);
}
