import { invalidValue } from "../errors.ts";
import type { QueueAddress, State } from "../state/model.ts";
import { findQueue, parseArn, toArn } from "../state/queues.ts";
import { described, type Input, isObject } from "./input.ts";

const PERMISSIONS = ["allowAll", "denyAll", "byQueue"];
/** Most sources that a dead-letter queue names (D17). */
const MAX_SOURCES = 10;

/**
 * Checks a queue's policy against the other queues: its dead-letter queue exists, in the same region and account, is of
 * the same type (D16), and lets this queue use it (D17).
 *
 * @throws {SqsError} D14, D16, D17
 */
export function checkRedrivePolicy(state: State, source: QueueAddress & { isFifo: boolean }, text: string): void {
  if (text === "") return;
  const refuse: (reason: string) => never = (reason) => {
    throw invalidValue("RedrivePolicy", text, reason);
  };
  const { deadLetterTargetArn, maxReceiveCount = 10 } =
    parsePolicy(text) ?? refuse("Redrive policy is not a valid JSON map.");
  if (typeof deadLetterTargetArn !== "string")
    refuse("Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
  // A list or an object may be nested too deep to be made a number.
  const count = typeof maxReceiveCount === "object" ? Number.NaN : Number(maxReceiveCount);
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    refuse(
      `Invalid value for maxReceiveCount: ${described(maxReceiveCount)}, valid values are from 1 to 1000 both inclusive.`,
    );
  }
  const address = parseArn(deadLetterTargetArn) ?? refuse("Invalid value for deadLetterTargetArn.");
  if (address.region !== source.region) refuse("Dead-letter target must be in the same region as the source.");
  if (address.accountId !== source.accountId) refuse("Dead-letter target owner should be same as the source.");
  const target = findQueue(state, address) ?? refuse("Dead letter target does not exist.");
  if (target.isFifo !== source.isFifo) refuse("Dead-letter target must be same type of queue as the source.");
  if (address.name === source.name) refuse("Dead-letter target cannot be the source itself.");
  const { redrivePermission, sourceQueueArns } = target.settings.redriveAllow;
  if (redrivePermission === "allowAll") return;
  if (redrivePermission === "byQueue" && sourceQueueArns.includes(toArn(source))) return;
  refuse("Dead-letter target does not allow this source, by its RedriveAllowPolicy.");
}

/**
 * @throws {SqsError} D17: an unknown permission, no list of sources with `byQueue`, one with another, or more than ten
 */
export function checkRedriveAllowPolicy(text: string): void {
  if (text === "") return;
  const refuse: (reason: string) => never = (reason) => {
    throw invalidValue("RedriveAllowPolicy", text, reason);
  };
  const policy = parsePolicy(text) ?? refuse("Redrive allow policy is not a valid JSON map.");
  const { redrivePermission = "allowAll", sourceQueueArns } = policy;
  if (!PERMISSIONS.some((permission) => permission === redrivePermission))
    refuse(`redrivePermission must be one of ${PERMISSIONS.join(", ")}.`);
  if (redrivePermission !== "byQueue") {
    if (sourceQueueArns !== undefined) refuse("sourceQueueArns can only be given with redrivePermission byQueue.");
    return;
  }
  if (!Array.isArray(sourceQueueArns) || sourceQueueArns.length === 0) {
    refuse("sourceQueueArns must be given with redrivePermission byQueue.");
  }
  if (sourceQueueArns.length > MAX_SOURCES) refuse(`sourceQueueArns can have at most ${MAX_SOURCES} elements.`);
  for (const arn of sourceQueueArns) {
    if (typeof arn !== "string" || parseArn(arn) === undefined) refuse("Invalid value for sourceQueueArns.");
  }
}

// --- internal ---

function parsePolicy(text: string): Input | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
