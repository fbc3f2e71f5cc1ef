export type ParsedText =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** Reads what a person typed as JSON; the problem is one sentence with its place where the engine tells it. */
export function parseJsonText(text: string): ParsedText {
  if (text.trim() === "") return { ok: false, problem: "Expected JSON, got nothing." };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, problem: `Expected JSON: ${(error as Error).message}` };
  }
}
