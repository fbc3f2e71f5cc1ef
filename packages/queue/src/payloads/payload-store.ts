import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { QueueSettings } from "@letsgo/config";
import { reasonOf, toPayloadStoreError } from "../sqs-errors.ts";
import { ensureBucket } from "./ensure-bucket.ts";
import { createS3Client } from "./s3-client.ts";

/** Keeps payloads that are too large for the queue, by key. Every method throws PayloadStoreError where S3 fails. */
export interface PayloadStore {
  put(key: string, payloadJson: string): Promise<void>;
  /** The payload's JSON; `handled` where its message was handled; undefined where there is nothing. */
  get(key: string): Promise<{ readonly payloadJson: string } | "handled" | undefined>;
  /** Puts an empty marker into the payload's place: a duplicate of the message is known by it. */
  markHandled(key: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** Starts the object's lifetime anew where it is older than 7 days. */
  refresh(key: string): Promise<void>;
  close(): void;
}

/** Creates the store of the settings' bucket; on an emulator the bucket is created at first need, on AWS never. */
export function createPayloadStore(settings: QueueSettings, client: S3Client = createS3Client(settings)): PayloadStore {
  const Bucket = settings.payloadBucket ?? "";
  const call = createCall(settings, client, Bucket);

  return {
    async put(Key, payloadJson) {
      const command = new PutObjectCommand({ Bucket, Key, Body: payloadJson, ContentType: JSON_TYPE });
      await call(Key, () => client.send(command, deadline()));
    },
    get: (Key) => call(Key, () => read(client, Bucket, Key)),
    async markHandled(Key) {
      const command = new PutObjectCommand({ Bucket, Key, Body: "", ContentLength: 0, ContentType: HANDLED_TYPE });
      await call(Key, () => client.send(command, deadline()));
    },
    async remove(Key) {
      await call(Key, () => client.send(new DeleteObjectCommand({ Bucket, Key }), deadline()));
    },
    refresh: (Key) => call(Key, () => refresh(client, Bucket, Key)),
    close: () => client.destroy(),
  };
}

// --- internal ---

const JSON_TYPE = "application/json";
/** For people who look into the bucket; what counts is that it is empty. */
const HANDLED_TYPE = "application/x-letsgo-handled";
const REFRESH_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
/** Payloads are large. */
const CALL_DEADLINE_MS = 30_000;

function deadline() {
  return { abortSignal: AbortSignal.timeout(CALL_DEADLINE_MS) };
}

async function read(client: S3Client, Bucket: string, Key: string) {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }), deadline());
    const payloadJson = (await Body?.transformToString()) ?? "";
    // No JSON is an empty text.
    return payloadJson === "" ? "handled" : { payloadJson };
  } catch (error) {
    if (reasonOf(error) === "NoSuchKey") return undefined;
    throw error;
  }
}

async function refresh(client: S3Client, Bucket: string, Key: string): Promise<void> {
  const { LastModified } = await client.send(new HeadObjectCommand({ Bucket, Key }), deadline());
  if (LastModified && Date.now() - LastModified.getTime() < REFRESH_AFTER_MS) return;
  // S3 copies an object onto itself only where something about it is replaced.
  const replaced = { MetadataDirective: "REPLACE", ContentType: JSON_TYPE } as const;
  await client.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${Key}`, ...replaced }), deadline());
}

/** Calls S3 with a bucket that exists; where an emulator has lost it in a restart, makes it again and calls once more. */
function createCall({ s3Emulator, region }: QueueSettings, client: S3Client, bucket: string) {
  let ensured: Promise<void> | undefined;
  const ensure = () => {
    ensured ??= ensureBucket(client, bucket, region).catch((error: unknown) => {
      ensured = undefined;
      throw error;
    });
    return ensured;
  };

  return async <T>(key: string, run: () => Promise<T>): Promise<T> => {
    try {
      if (s3Emulator) await ensure();
      return await run().catch(async (error: unknown) => {
        if (!s3Emulator || reasonOf(error) !== "NoSuchBucket") throw error;
        ensured = undefined;
        await ensure();
        return await run();
      });
    } catch (error) {
      throw toPayloadStoreError(error, bucket, key);
    }
  };
}
