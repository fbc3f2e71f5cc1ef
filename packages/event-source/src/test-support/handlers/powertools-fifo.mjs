import { processPartialResponseSync, SqsFifoPartialProcessor } from "@aws-lambda-powertools/batch";

const stopping = new SqsFifoPartialProcessor();
const skipping = new SqsFifoPartialProcessor();

const handleRecord = (record) => {
  if (record.body === "bad") throw new Error("cannot handle it");
};

/** Stops at the first failure, as AWS asks for. */
export const handler = async (event, context) => processPartialResponseSync(event, handleRecord, stopping, { context });

/** Skips the rest of a failed group only. */
export const byGroup = async (event, context) =>
  processPartialResponseSync(event, handleRecord, skipping, { context, skipGroupOnError: true });
