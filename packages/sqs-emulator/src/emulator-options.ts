import type { ClockChoice } from "./engine/clock.ts";
import type { FaultRule } from "./faults/fault-rule.ts";

/** Options of {@link startEmulator}. */
export interface EmulatorOptions {
  /** Port to listen on; 0 takes a free one. @default 0 */
  readonly port?: number;
  /** Address to listen on. Whoever reaches it has every queue: there are no passwords. @default "127.0.0.1" */
  readonly host?: string;
  /** Names by which requests may call this machine, beside its own. @default [] */
  readonly allowedHosts?: readonly string[];
  /** Region of calls without credentials; others have that of their credentials. @default "us-east-1" */
  readonly region?: string;
  /** `"real"`, `"manual"` (stands still but for `advance`), or `{ speed }`, above 0 and finite. @default "real" */
  readonly clock?: ClockChoice;
  /** Where a manual or faster clock starts. @default the present */
  readonly startAt?: Date;
  /** Which message of a standard queue a receive takes: about the oldest, or any of about the 50 oldest. @default "fifo-ish" */
  readonly ordering?: "fifo-ish" | "shuffled";
  /** Chance, 0 to 1, that a message received from a standard queue is delivered once more. @default 0 */
  readonly duplicates?: number;
  /** Of what chance there is in `ordering`, `duplicates` and `faults`: the same seed, the same chance. @default 1 */
  readonly seed?: number;
  /** Most messages in flight of a queue; lower it to see what a program does then (D34). @default 120000 */
  readonly inFlightLimit?: number;
  /**
   * What all queues may take in memory, in bytes: messages, and what is remembered of them. Sends beyond it are refused as
   * OverLimit.
   *
   * @default half of the heap
   */
  readonly memoryLimitBytes?: number;
  /** Most queues. @default 100000 */
  readonly queueLimit?: number;
  /**
   * File that keeps queues and messages, made where there is none: they outlive the process however it ends, and its
   * clock goes on from where it was. What is answered is in it; when the machine itself loses power, the last may be lost.
   *
   * @default none: they are in memory only
   */
  readonly data?: string;
  /** What goes wrong with calls; `emulator.faults` changes it. @default nothing */
  readonly faults?: readonly FaultRule[];
}
