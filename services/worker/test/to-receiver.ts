import { queueSettingsOf } from "@letsgo/config";
import { createReceiver, type Receiver } from "@letsgo/queue/receive";

/** The receiving half with local settings; it connects to nothing unless a record asks for it. */
export function toReceiver(): Receiver {
  return createReceiver({ settings: queueSettingsOf({ LETSGO_LOCAL_QUEUE_URL: "http://127.0.0.1:3002" }) });
}
