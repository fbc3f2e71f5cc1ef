import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseSchedule, type Schedule } from "./parse-schedule.ts";
import { startSchedule } from "./start-schedule.ts";
import { toScheduledEvent } from "./to-scheduled-event.ts";

function started(schedule: Schedule) {
  const fired: string[] = [];
  return { fired, end: startSchedule(schedule, (due) => fired.push(due.toISOString())) };
}

describe("a started schedule", () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date("2026-11-24T12:00:30Z") }));
  afterEach(() => vi.useRealTimers());

  it("fires at each of its times until it is ended", () => {
    const { fired, end } = started(parseSchedule("cron(0/10 * * * ? *)", "UTC"));

    vi.advanceTimersByTime(25 * 60_000);
    end();
    vi.advanceTimersByTime(60 * 60_000);

    expect(fired).toEqual(["2026-11-24T12:10:00.000Z", "2026-11-24T12:20:00.000Z"]);
  });

  it("waits for times beyond what a timer can hold, 2^31 - 1 ms", () => {
    const { fired } = started(parseSchedule("rate(40 days)", "UTC"));

    vi.advanceTimersByTime(39 * 86_400_000);
    expect(fired).toEqual([]);
    vi.advanceTimersByTime(86_400_000);
    expect(fired).toEqual(["2027-01-03T12:00:30.000Z"]);
  });

  it("fires once for the times that passed while the machine slept", () => {
    const { fired } = started(parseSchedule("rate(1 minute)", "UTC"));

    vi.setSystemTime(new Date("2026-11-24T15:00:45Z"));
    vi.advanceTimersByTime(61_000);

    expect(fired).toEqual(["2026-11-24T12:01:30.000Z"]);
  });

  it("does not fire twice where its timer is early", () => {
    const { fired } = started(parseSchedule("rate(1 minute)", "UTC"));

    vi.setSystemTime(Date.now() - 5);
    vi.advanceTimersByTime(61_000);

    expect(fired).toEqual(["2026-11-24T12:01:30.000Z"]);
  });
});

describe("the scheduled event", () => {
  it("is EventBridge's scheduler's, as LetsGo has it", () => {
    const event = toScheduledEvent(new Date("2026-11-24T12:00:00.123Z"), { region: "eu-west-1", deployment: "test" });

    expect(event).toEqual({
      version: "0",
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      "detail-type": "Scheduled Event",
      source: "aws.scheduler",
      account: "000000000000",
      time: "2026-11-24T12:00:00Z",
      region: "eu-west-1",
      resources: ["arn:aws:scheduler:eu-west-1:000000000000:schedule/letsgo-test-worker/letsgo-test-worker"],
      detail: "{}",
    });
  });
});
