// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are variables of compose

import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";

type Values = Readonly<Record<string, string | undefined>>;

/**
 * What a folder's `.env` sets, as compose reads it: variables in values are filled in, from the environment first and then
 * from the lines before, except within single quotes. A missing file sets nothing.
 */
export function readDotenv(folder: string, environment: Values): Record<string, string> {
  const text = readText(path.join(folder, ".env"));
  const values: Record<string, string> = {};
  for (const [name, value = ""] of Object.entries(parseEnv(text))) {
    const literal = new RegExp(`^\\s*(export\\s+)?${name}\\s*=\\s*'`, "m").test(text);
    values[name] = literal ? value : fillIn(value, { ...values, ...environment });
  }
  return values;
}

// --- internal ---

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

/** `$NAME`, `${NAME}`, `${NAME-default}`, `${NAME:-default}`, and `$$` for one dollar. */
function fillIn(text: string, values: Values): string {
  return text.replaceAll(
    /\$(?:(\$)|(\w+)|\{(\w+)(?:(:?)-([^}]*))?\})/g,
    (_all, dollar, plain, braced, colon, fallback) => {
      if (dollar) return "$";
      const value = values[plain ?? braced];
      return (colon ? value || fallback : (value ?? fallback)) ?? "";
    },
  );
}
