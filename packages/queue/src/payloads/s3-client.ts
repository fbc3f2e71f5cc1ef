import { S3Client } from "@aws-sdk/client-s3";
import type { QueueSettings } from "@letsgo/config";
import { hasCredentials } from "../config.ts";

/** Creates the S3 client for the settings' endpoint; on an emulator without AWS credentials it uses made-up ones. */
export function createS3Client({ region, s3Endpoint, s3Emulator }: QueueSettings): S3Client {
  return new S3Client({
    region,
    maxAttempts: 3,
    // Emulators do not all take the SDK's streamed checksums.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    ...(s3Endpoint !== undefined && { endpoint: s3Endpoint }),
    // The bucket's name as part of the host resolves nowhere on an emulator.
    ...(s3Emulator && { forcePathStyle: true }),
    ...(s3Emulator && !hasCredentials() && { credentials: { accessKeyId: "test", secretAccessKey: "test" } }),
  });
}
