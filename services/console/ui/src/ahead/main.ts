import { type Ahead, askAhead } from "./ask-ahead.ts";

const asked = askAhead(location);

/** What was asked ahead, once: it is as old as the page. */
export function takeAhead(): readonly Ahead[] {
  return asked.splice(0);
}
