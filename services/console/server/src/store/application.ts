import type { Aggregates } from "./aggregates.ts";
import type { NoticeBook } from "./notice-book.ts";
import type { Workbench } from "./workbench.ts";

/** Where an event is applied, and who told it. */
export interface Application {
  readonly bench: Workbench;
  readonly aggregates: Aggregates;
  readonly notices: NoticeBook;
  readonly service: string;
}
