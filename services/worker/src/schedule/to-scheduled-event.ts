import { randomUUID } from "node:crypto";
import type { ScheduledEvent } from "aws-lambda";

/** Where the schedule seems to live: the queue's region and LetsGo's name for it. */
export interface ScheduleOrigin {
  readonly region: string;
  readonly deployment: string;
}

/** The event with which EventBridge's scheduler calls a Lambda function. */
export function toScheduledEvent(due: Date, { region, deployment }: ScheduleOrigin): ScheduledEvent<string> {
  const name = `letsgo-${deployment}-worker`;
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    account: ACCOUNT,
    // As AWS writes it: whole seconds.
    time: due.toISOString().replace(/\.\d+Z$/, "Z"),
    region,
    resources: [`arn:aws:scheduler:${region}:${ACCOUNT}:schedule/${name}/${name}`],
    detail: "{}",
  };
}

// --- internal ---

const ACCOUNT = "000000000000";
