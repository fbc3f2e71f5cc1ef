/** Handlers of tests that crash a worker, for `LETSGO_WORKER_HANDLERS`. */
export const handlers = new Map([
  [
    "test:crash",
    async () => {
      void Promise.reject(new Error("Crashing on purpose"));
      await new Promise(() => {});
    },
  ],
]);
