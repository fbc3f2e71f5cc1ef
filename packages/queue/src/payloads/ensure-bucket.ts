import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { callDeadline } from "../call-deadline.ts";
import { reasonOf } from "../sqs-errors.ts";

/**
 * Makes sure that the bucket exists on an emulator, with the rule that its objects go after 60 days: later than any message
 * that could still ask for one, since a message lies at most 14 days in the queue and 14 in the dead-letter queue, and hops
 * of a longer delay refresh its object.
 */
export async function ensureBucket(client: S3Client, bucket: string, region: string): Promise<void> {
  await createBucket(client, bucket, region);
  const rule = { ID: "letsgo-payloads", Filter: { Prefix: "" }, Expiration: { Days: LIFETIME_DAYS } };
  const command = new PutBucketLifecycleConfigurationCommand({
    Bucket: bucket,
    LifecycleConfiguration: { Rules: [{ ...rule, Status: "Enabled" }] },
  });
  await client.send(command, callDeadline());
}

// --- internal ---

const LIFETIME_DAYS = 60;

async function createBucket(client: S3Client, bucket: string, region: string): Promise<void> {
  // S3 refuses its first region as a constraint.
  const place = { LocationConstraint: region as BucketLocationConstraint };
  const constraint = region === "us-east-1" ? {} : { CreateBucketConfiguration: place };
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket, ...constraint }), callDeadline());
  } catch (error) {
    if (!/^BucketAlready(OwnedByYou|Exists)$/.test(reasonOf(error))) throw error;
  }
}
