import type { Queue } from "../state/model.ts";
import { isObject } from "../validate/input.ts";

/** A queue's policy, as far as permissions bear on it. */
export interface Policy {
  readonly Version: string;
  readonly Id?: string;
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid?: string;
  readonly [name: string]: unknown;
}

/** The policy that a queue has, or one that permits nothing. */
export function policyOf({ arn, attributes }: Queue): Policy {
  const text = attributes.get("Policy");
  const policy = text === undefined ? { Version: "2008-10-17", Id: `${arn}/SQSDefaultPolicy` } : JSON.parse(text);
  const { Statement = [] } = policy;
  // What is no object states nothing.
  return { ...policy, Statement: (Array.isArray(Statement) ? Statement : [Statement]).filter(isObject) };
}
