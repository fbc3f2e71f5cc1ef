import type { SQSRecord } from "aws-lambda";
import type { Clock } from "../clock.ts";
import type { Receive, ReceiveRequest } from "../receiver.ts";
import { fakeQueue, fakeRecord } from "./fake-records.ts";

/** Messages, and receives that wait for them as SQS does, on a clock that goes only when told. */
export interface FakeQueue {
  receive: Receive;
  /** What every receive asked for. */
  requests: ReceiveRequest[];
  put(...records: SQSRecord[]): void;
  /** Puts this many messages, with bodies "1", "2" and so on. */
  fill(count: number): void;
  ready(): number;
}

export function createFakeQueue(clock: Clock): FakeQueue {
  const ready: SQSRecord[] = [];
  const requests: ReceiveRequest[] = [];
  let arrival = new AbortController();
  let filled = 0;

  async function receive(request: ReceiveRequest) {
    requests.push(request);
    const untilMs = clock.nowMs() + request.waitTimeSeconds * 1_000;
    while (ready.length === 0 && clock.nowMs() < untilMs) {
      await clock.pause(untilMs - clock.nowMs(), arrival.signal);
    }
    return { queue: fakeQueue, records: ready.splice(0, request.maximum) };
  }
  function put(...records: SQSRecord[]): void {
    ready.push(...records);
    arrival.abort();
    arrival = new AbortController();
  }
  return {
    receive,
    requests,
    put,
    fill(count) {
      put(...Array.from({ length: count }, () => fakeRecord(String((filled += 1)))));
    },
    ready: () => ready.length,
  };
}
