import type { StatementId } from "./statements.ts";

/** Statements, or parts of them, that no run on this machine can show, and why. */
export const cloudOnly: Partial<Record<StatementId, string>> = {
  C5: "AWS's poll of a quiet queue may outlast the window; that is no promise to imitate, and here the window ends when it says",
  C10: "handlers run in the worker's own process, and nothing throttles them; a timeout brings a message back in the same way",
  C12: "advice about the cloud's settings, not about what a queue does",
  C24: "provisioned pollers are capacity that AWS sells",
};
