import { parentPort, workerData } from "node:worker_threads";
import { callHandler } from "../call-handler.ts";
import { toJsonForm } from "../json-form.ts";
import { loadHandler } from "../load-handler.ts";
import { toError } from "../to-error.ts";
import { type InvocationRequest, type ThreadAnswer, type ThreadData, toThreadError } from "./messages.ts";

// One execution environment: loads the handler once, then answers one request at a time.
const { handler: setting, identity } = workerData as ThreadData;

const loading = loadHandler(setting);
await answer(async () => {
  await loading;
  return undefined;
});

parentPort?.on("message", ({ event, awsRequestId, deadlineAt }: InvocationRequest) => {
  void answer(async () => {
    const remainingMs = () => Math.max(0, deadlineAt - Date.now());
    const response = await callHandler(await loading, event, { ...identity, awsRequestId, remainingMs });
    return toJsonForm(response, awsRequestId);
  });
});

async function answer(work: () => Promise<unknown>): Promise<void> {
  const message: ThreadAnswer = await work().then(
    (response) => ({ response }),
    (thrown: unknown) => ({ error: toThreadError(toError(thrown)) }),
  );
  parentPort?.postMessage(message);
}
