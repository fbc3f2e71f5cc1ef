/** As in Lambda's documentation: async, one module, nothing else. */
export const handler = async (event, context) => {
  for (const record of event.Records) {
    if (record.body === "bad") throw new Error(`cannot handle ${record.messageId}`);
  }
  return { handled: event.Records.length, by: context.functionName };
};
