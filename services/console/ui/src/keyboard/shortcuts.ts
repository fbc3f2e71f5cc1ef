/** Every shortcut, as the sheet shows it. */
export const shortcutSheet = [
  {
    where: "Everywhere",
    shortcuts: [
      ["g m", "Messages"],
      ["g q", "Queues"],
      ["g d", "Dashboard"],
      ["s", "Send a message"],
      ["/", "Search messages"],
      ["t", "Next theme"],
      ["?", "This sheet"],
    ],
  },
  {
    where: "Messages",
    shortcuts: [
      ["j", "Next message"],
      ["k", "Message before"],
      ["Enter", "Open it"],
      ["x", "Select it"],
      ["n", "Show new ones"],
      ["Esc", "Let go of row and selection"],
    ],
  },
  {
    where: "One message",
    shortcuts: [
      ["r", "Replay"],
      ["e", "Edit and replay"],
      ["d", "Redrive"],
      ["c", "Copy the payload"],
      ["u", "Back to the list"],
    ],
  },
] as const satisfies readonly { where: string; shortcuts: readonly (readonly [string, string])[] }[];

/** Keys to what they do; two keys after another are written `g m`. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/** How long the second key of two may take. */
const SECOND_KEY_MS = 1_200;

/** Puts keys together: `g` then `m` in time is `g m`. */
export function createKeySequence(now: () => number = Date.now) {
  let first: { key: string; at: number } | undefined;
  /** @returns the names by which the key may be meant, the longer first */
  return (key: string): string[] => {
    const before = first && now() - first.at <= SECOND_KEY_MS ? first.key : undefined;
    first = { key, at: now() };
    return before === undefined ? [key] : [`${before} ${key}`, key];
  };
}

/** Is the key meant for what has the focus: a field, a dialog, an open list? */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const { tagName } = target;
  if (tagName === "TEXTAREA" || tagName === "SELECT" || target.isContentEditable) return true;
  if (tagName === "INPUT") return !["checkbox", "radio", "button"].includes((target as HTMLInputElement).type);
  return target.closest('[role="dialog"], [role="listbox"], [role="menu"]') !== null;
}
