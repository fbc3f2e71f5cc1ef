import type { QueueSettings } from "@letsgo/config";
import type { PayloadStore } from "./payload-store.ts";

/** A store that is made at first need: S3's SDK is large, and most processes never send a large payload. */
export interface LazyPayloadStore {
  get(): Promise<PayloadStore>;
  close(): Promise<void>;
}

/** @returns undefined where the settings name no bucket */
export function createLazyPayloadStore(settings: QueueSettings): LazyPayloadStore | undefined {
  if (settings.payloadBucket === undefined) return undefined;
  let store: Promise<PayloadStore> | undefined;
  return {
    get() {
      store ??= import("./payload-store.ts").then(({ createPayloadStore }) => createPayloadStore(settings));
      return store;
    },
    async close() {
      (await store)?.close();
    },
  };
}
