import { eventually } from "./eventually.ts";

/** Waits until a health address answers with these fields, whatever others it has. */
export async function healthWith(url: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const look = async () => {
    const answer = await healthOf(url);
    return Object.fromEntries(Object.keys(fields).map((name) => [name, answer[name]]));
  };
  await eventually(url, look, fields);
}

// --- internal ---

async function healthOf(url: string): Promise<Record<string, unknown>> {
  try {
    return (await (await fetch(url)).json()) as Record<string, unknown>;
  } catch {
    return {};
  }
}
