/** Empties the fields at these paths (`card.token`, `items.0.secret`), so that they are filled in anew. */
export function emptyFields(text: string, paths: readonly string[]): string {
  if (paths.length === 0) return text;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text; // cut: to be written anew by hand
  }
  for (const path of paths) {
    const place = findPlace(value, path);
    if (place) place.holder[place.name] = "";
  }
  return JSON.stringify(value, null, 2);
}

/** Which of the paths are still empty. */
export function stillEmpty(value: unknown, paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const place = findPlace(value, path);
    return place?.holder[place.name] === "";
  });
}

// --- internal ---

function findPlace(value: unknown, path: string): { holder: Record<string, unknown>; name: string } | undefined {
  const names = path.split(/[.[\]]+/).filter((name) => name !== "");
  const name = names.pop();
  let holder = value;
  for (const each of names) {
    if (!isHolder(holder) || !Object.hasOwn(holder, each)) return undefined;
    holder = holder[each];
  }
  return name !== undefined && isHolder(holder) && Object.hasOwn(holder, name) ? { holder, name } : undefined;
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
