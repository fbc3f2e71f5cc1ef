import { type Envelope, envelopeAttribute } from "../envelope.ts";
import { sizeOf } from "./size-of.ts";

/** An envelope without its payload, and the payload. */
export interface ClaimCheck {
  /** Its body's payload is null, and an attribute names the key. */
  readonly envelope: Envelope;
  readonly key: string;
  readonly payloadJson: string;
}

/** Parts an envelope from its payload, which is to be stored under the key. */
export function toClaimCheck(whole: Envelope): ClaimCheck {
  // The type before it is JSON: a quote inside would stand behind a backslash, so this is found at its end first.
  const start = whole.body.indexOf(PAYLOAD) + PAYLOAD.length;
  const body = `${whole.body.slice(0, start)}null}`;
  const key = `${whole.messageId}.json`;
  const attributes = { ...whole.attributes, [envelopeAttribute.payloadKey]: { dataType: "String", value: key } };
  const envelope = { ...whole, body, attributes, size: sizeOf(body, attributes) };
  return { envelope, key, payloadJson: whole.body.slice(start, -1) };
}

// --- internal ---

const PAYLOAD = '","payload":';
