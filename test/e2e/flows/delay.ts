import type { LogLine } from "@letsgo/testing";
import { expect, test } from "vitest";
import type { SharedStack } from "../../support/use-stack.ts";

const DELAY_SECONDS = 3;
const type = "test:later";

export function delayFlows(shared: SharedStack): void {
  // Enqueued inside the stack, whose log must say what becomes of the delay.
  test("with delaySeconds waits when queued, and when direct does not and the log says so", async () => {
    const { stack, producer } = shared;
    const child = { type, payload: null };

    await producer.enqueue({ type: "test:parent", payload: { child, options: { delaySeconds: DELAY_SECONDS } } });
    const accepted = await stack.lineOf(({ fields }) => fields.hop === "accepted" && fields.type === type);
    const { messageId } = accepted.fields;
    const received = await stack.lineOf(({ fields }) => fields.hop === "received" && fields.messageId === messageId);

    if (stack.mode === "queued") {
      expect(accepted.fields.delaySeconds).toBe(DELAY_SECONDS);
      // SQS's clock starts when it accepts, which the line tells a moment later.
      expect(timeOf(received) - timeOf(accepted)).toBeGreaterThan(DELAY_SECONDS * 1000 - 500);
    } else {
      const warning = await stack.lineOf(({ fields }) => fields.level === "warn" && fields.messageId === messageId);
      expect(warning.fields).toMatchObject({ delaySeconds: DELAY_SECONDS });
      expect(warning.fields.msg).toContain("not observed in direct mode");
    }
  });
}

// --- internal ---

function timeOf({ fields }: LogLine): number {
  return Date.parse(fields.time ?? "");
}
