import { describe } from "vitest";
import type { SharedStack } from "../../../support/use-stack.ts";
import { whyNoBrowser } from "../../in-browser.ts";
import { byKeyboardFlow } from "./by-keyboard.ts";
import { failAndMendFlow } from "./fail-and-mend.ts";
import { sendAndOpenFlow } from "./send-and-open.ts";

/** What runs in both modes and disturbs no other test of the stack. */
export function consoleInBrowser(shared: SharedStack): void {
  const reason = whyNoBrowser();
  const name = `the console${reason === undefined ? "" : ` (skipped: no Chromium: ${reason})`}`;
  describe.skipIf(reason !== undefined && process.env.CI !== "true")(name, () => {
    sendAndOpenFlow(shared);
    failAndMendFlow(shared);
    byKeyboardFlow(shared);
  });
}
