import { once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { FunctionExitError } from "../errors.ts";
import { fromThreadError, type InvocationRequest, type ThreadAnswer, type ThreadData } from "./messages.ts";

/** One execution environment of a function: a thread with the handler's module in it. */
export interface Environment {
  /** Resolves once the handler is loaded; rejects with HandlerLoadError's fields. */
  loaded: Promise<unknown>;
  /** Resolves with the response's JSON form. Must not be called while another invocation runs. */
  invoke(request: InvocationRequest): Promise<unknown>;
  /** False once the thread has ended, or cannot be used any longer. */
  isUsable(): boolean;
  /** Ends the thread in the middle of whatever it does. */
  terminate(): Promise<void>;
}

export function startEnvironment(data: ThreadData): Environment {
  const worker = new Worker(mainUrl, { workerData: data });
  const ended = new AbortController(); // its reason is an exit code, or what was thrown outside an invocation
  worker.once("error", (thrown) => ended.abort(thrown));
  worker.once("exit", (code) => ended.abort(code));

  async function answered(awsRequestId: string): Promise<unknown> {
    const [answer] = (await once(worker, "message", { signal: ended.signal }).catch((thrown: unknown) => {
      const { reason } = ended.signal;
      throw typeof reason === "number" ? new FunctionExitError(awsRequestId, reason) : (reason ?? thrown);
    })) as [ThreadAnswer];
    if ("error" in answer) throw fromThreadError(answer.error);
    return answer.response;
  }
  const loaded = answered("init").catch((thrown: unknown) => {
    ended.abort(thrown);
    throw thrown;
  });
  // Whoever invokes is told. Idle, a thread keeps no process alive.
  loaded.then(
    () => worker.unref(),
    () => {},
  );

  return {
    loaded,
    async invoke(request) {
      await loaded;
      worker.ref();
      const answer = answered(request.awsRequestId);
      worker.postMessage(request);
      return answer.finally(() => worker.unref());
    },
    isUsable: () => !ended.signal.aborted,
    async terminate() {
      ended.abort(1);
      await worker.terminate();
    },
  };
}

// --- internal ---

/** Beside this file, source beside source and build beside build. */
const mainUrl = new URL(`./main${path.extname(import.meta.url)}`, import.meta.url);
