import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./run-script.ts";

/** A fenced block of a documentation page. */
export interface PageBlock {
  readonly language: string;
  readonly text: string;
  /** The file that the words before the block name last: the one it is about. */
  readonly file: string | undefined;
}

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): readonly PageBlock[] {
  const text = readFileSync(path.join(root, page), "utf8");
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => {
    const named = [...text.slice(0, match.index).matchAll(/`([\w./-]+\.ts)`/g)].at(-1)?.[1];
    return { language: match[1] ?? "", text: match[2] ?? "", file: named };
  });
}

/** Does to a text what a `diff` block shows. Its lines without `+` must stand in the text as they are, once. */
export function applyDiff(text: string, diff: string): string {
  const lines = diff.split("\n").filter((line) => line !== "");
  const side = (left: string) => lines.filter((line) => !line.startsWith(left)).map((line) => `${line.slice(1)}\n`);
  const [before, after] = [side("+").join(""), side("-").join("")];
  if (text.split(before).length !== 2) throw new Error(`Expected the text to hold once:\n${before}`);
  return text.replace(before, () => after);
}
