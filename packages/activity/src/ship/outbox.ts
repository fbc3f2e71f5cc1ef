import {
  type Dropped,
  MAX_BATCH_BYTES,
  MAX_BATCH_EVENTS,
  type ShippedEventName,
  type ShippingProcess,
} from "../shipped.ts";
import type { Told } from "./told.ts";

/** What happened and is not shipped yet; bounded, the oldest go first. Numbers events, and counts those that go. */
export interface Outbox {
  add(told: Told): void;
  /** Something happened that cannot be told. */
  lose(): void;
  /** The JSON of the batch to ship now: the same events until `shipped` or `refused`. Undefined where there is none. */
  batch(): string | undefined;
  /** The receiver has the batch. */
  shipped(): void;
  /** The receiver never takes the batch: its events count as dropped. */
  refused(): void;
  dropped(): Dropped;
}

/** @param options bounds of what waits, beside one batch */
export function createOutbox(process: ShippingProcess, { maxEvents = MAX_EVENTS, maxBytes = MAX_BYTES } = {}): Outbox {
  const waiting = createLine();
  let batch: readonly Item[] = [];
  let sequence = 0;
  let lost = 0;
  const byName: Partial<Record<ShippedEventName, number>> = {};
  const drop = ({ name }: Item) => {
    byName[name] = (byName[name] ?? 0) + 1;
  };
  const dropped = () => ({ total: Object.values(byName).reduce((sum, count) => sum + count, lost), byName });

  return {
    add(told) {
      sequence += 1;
      const json = JSON.stringify({ sequence, at: Date.now(), ...told });
      waiting.push({ name: told.name, json, bytes: Buffer.byteLength(json) });
      while (waiting.count() > maxEvents || waiting.bytes() > maxBytes) drop(waiting.shift());
    },
    lose() {
      sequence += 1;
      lost += 1;
    },
    batch() {
      if (batch.length === 0) batch = takeBatch(waiting);
      if (batch.length === 0) return undefined;
      const head = JSON.stringify({ version: 1, process, dropped: dropped() }).slice(0, -1);
      return `${head},"events":[${batch.map(({ json }) => json).join(",")}]}`;
    },
    shipped() {
      batch = [];
    },
    refused() {
      for (const item of batch) drop(item);
      batch = [];
    },
    dropped,
  };
}

// --- internal ---

const MAX_EVENTS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;
/** For what stands around the events. */
const HEAD_BYTES = 4096;

interface Item {
  readonly name: ShippedEventName;
  readonly json: string;
  readonly bytes: number;
}

function takeBatch(waiting: ReturnType<typeof createLine>): readonly Item[] {
  const batch: Item[] = [];
  let bytes = HEAD_BYTES;
  while (waiting.count() > 0 && batch.length < MAX_BATCH_EVENTS) {
    const next = waiting.first().bytes + 1;
    if (batch.length > 0 && bytes + next > MAX_BATCH_BYTES) break;
    bytes += next;
    batch.push(waiting.shift());
  }
  return batch;
}

/** First in, first out; an array's own `shift` moves everything that is left. */
function createLine() {
  let items: (Item | undefined)[] = [];
  let head = 0;
  let bytes = 0;
  const first = (): Item => {
    const item = items[head];
    if (!item) throw new RangeError("Expected an item, got an empty line");
    return item;
  };
  return {
    count: () => items.length - head,
    bytes: () => bytes,
    push(item: Item) {
      items.push(item);
      bytes += item.bytes;
    },
    first,
    shift(): Item {
      const item = first();
      items[head] = undefined;
      head += 1;
      bytes -= item.bytes;
      if (head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
  };
}
