import { MAX_BODY_BYTES, type ShippedBody } from "@letsgo/activity/shipped";
import type { Mask } from "./mask.ts";

/** A body as it may be stored and shown: secret fields masked, the end cut off beyond 64 KiB. */
export function toSafeBody({ text, bytes, cut, masked }: ShippedBody, mask: Mask): ShippedBody {
  const safe = mask(text);
  const whole = Buffer.from(safe.text);
  const isTooLong = whole.length > MAX_BODY_BYTES;
  // A character that the cut halves becomes U+FFFD, which is left out.
  const kept = isTooLong
    ? whole
        .subarray(0, MAX_BODY_BYTES)
        .toString()
        .replace(/\uFFFD$/, "")
    : safe.text;
  return { text: kept, bytes, cut: cut || isTooLong, masked: [...new Set([...masked, ...safe.paths])] };
}
