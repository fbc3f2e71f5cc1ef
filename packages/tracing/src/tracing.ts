/** A service's tracing. */
export interface Tracing {
  /** Sends the spans that have ended. Waits for the collector for at most 1 s, and never rejects. */
  flush(): Promise<void>;
  /** As `flush`, for the last time. */
  stop(): Promise<void>;
}
