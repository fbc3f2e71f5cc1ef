"use strict";

/** The style of Node.js 22 and earlier: the invocation ends with the callback, not with the return. */
exports.handler = (event, context, callback) => {
  context.callbackWaitsForEmptyEventLoop = false;
  setTimeout(() => {
    const bad = event.Records.find((record) => record.body === "bad");
    if (bad) callback(new Error(`cannot handle ${bad.messageId}`));
    else callback(null, { handled: event.Records.length });
  }, 5);
};
