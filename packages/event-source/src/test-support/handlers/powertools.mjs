import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";

const processor = new BatchProcessor(EventType.SQS);

const handleRecord = async (record) => {
  // Invocations that shared this module's processor would now mix their records up.
  await new Promise((resolve) => setTimeout(resolve, 20));
  if (record.body.startsWith("bad")) throw new Error(`cannot handle ${record.body}`);
};

export const handler = async (event, context) => processPartialResponse(event, handleRecord, processor, { context });
