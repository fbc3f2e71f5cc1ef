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
  let numbered = 0; // further messages, made when they are received
  const requests: ReceiveRequest[] = [];
  let arrival = new AbortController();
  let received = 0;
  const size = () => ready.length + numbered;

  async function receive(request: ReceiveRequest) {
    requests.push(request);
    const untilMs = clock.nowMs() + request.waitTimeSeconds * 1_000;
    while (size() === 0 && clock.nowMs() < untilMs) {
      await clock.pause(untilMs - clock.nowMs(), arrival.signal);
    }
    const records = ready.splice(0, request.maximum);
    for (; records.length < request.maximum && numbered > 0; numbered -= 1) {
      received += 1;
      records.push(fakeRecord(String(received)));
    }
    return { queue: fakeQueue, records };
  }
  function wake(): void {
    arrival.abort();
    arrival = new AbortController();
  }
  return {
    receive,
    requests,
    put(...records) {
      ready.push(...records);
      wake();
    },
    fill(count) {
      numbered += count;
      wake();
    },
    ready: size,
  };
}
