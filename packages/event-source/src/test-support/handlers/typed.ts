import type { SQSHandler } from "aws-lambda";

export const handler: SQSHandler = async (event, context) => {
  const batchItemFailures = event.Records.filter(({ body }) => body === "bad").map(({ messageId }) => ({
    itemIdentifier: messageId,
  }));
  if (context.getRemainingTimeInMillis() <= 0) throw new Error("too late");
  return { batchItemFailures };
};
