import type { Shown } from "@letsgo/activity";
import type { ShippedBody } from "@letsgo/activity/shipped";

/** A body as it may be stored and shown, whatever the care of who has shipped it: secrets masked, the end cut off. */
export function toSafeBody({ text, bytes, cut, masked }: ShippedBody, shown: Shown): ShippedBody {
  const safe = shown.body(text);
  return { text: safe.text, bytes, cut: cut || safe.cut, masked: [...new Set([...masked, ...safe.masked])] };
}
