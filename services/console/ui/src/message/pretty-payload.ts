import type { MessageDetail } from "@letsgo/console-api";
import { isDeep } from "../json/is-deep.ts";

/** The payload's text for the clipboard and the editor: indented where it is JSON. */
export function prettyPayload({ payload, payloadCut }: Pick<MessageDetail, "payload" | "payloadCut">): string {
  if (payload === null) return "";
  return payloadCut || isDeep(payload) ? payload : JSON.stringify(JSON.parse(payload), null, 2);
}
