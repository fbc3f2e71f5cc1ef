import type { Theme } from "../support/theme.ts";
import { batches } from "./batches.ts";
import { batching } from "./batching.ts";
import { deadLetterQueues } from "./dead-letter-queues.ts";
import { delay } from "./delay.ts";
import { fifo } from "./fifo.ts";
import { fifoHandlers } from "./fifo-handlers.ts";
import { handlers } from "./handlers.ts";
import { limits } from "./limits.ts";
import { mappingOptions } from "./mapping-options.ts";
import { messages } from "./messages.ts";
import { moveTasks } from "./move-tasks.ts";
import { queues } from "./queues.ts";
import { records } from "./records.ts";
import { retention } from "./retention.ts";
import { visibility } from "./visibility.ts";

/** All themes; those with statements about a minute and more first, so that the others run beside them. */
export const themes: readonly Theme[] = [
  retention,
  queues,
  deadLetterQueues,
  moveTasks,
  visibility,
  messages,
  delay,
  fifo,
  batches,
  limits,
  handlers,
  batching,
  fifoHandlers,
  records,
  mappingOptions,
];
