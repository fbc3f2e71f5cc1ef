import { createInterface } from "node:readline/promises";
import type { Rights } from "./machine.ts";

export interface Circumstances {
  /** Was `--yes` given? */
  readonly yes: boolean;
  readonly ci: boolean;
  /** Does a person sit at the terminal? */
  readonly isTty: boolean;
  readonly rights: Rights;
}

/** May we install? `refused` says why not, in words that follow "since". */
export type Consent = { readonly kind: "granted" | "ask" } | { readonly kind: "refused"; readonly reason: string };

/** Decides whether to install programs on this machine, before anybody is asked. */
export function consentTo({ yes, ci, isTty, rights }: Circumstances): Consent {
  if (rights === "none") return { kind: "refused", reason: "installing needs root or sudo without a password" };
  if (yes || ci) return { kind: "granted" };
  if (isTty) return { kind: "ask" };
  if (rights === "root") return { kind: "granted" };
  return { kind: "refused", reason: "there is no terminal to ask on (--yes answers for you)" };
}

/** Asks a question that is answered by yes or no; enter means yes. */
export async function askYesNo(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return isYes(await terminal.question(`${question} [Y/n] `, { signal }));
  } finally {
    terminal.close();
  }
}

/** Is this answer a yes? */
export function isYes(answer: string): boolean {
  return /^(y|yes)?$/i.test(answer.trim());
}
