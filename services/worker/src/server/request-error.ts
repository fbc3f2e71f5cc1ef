import { WorkerError } from "../errors.ts";

/** Ends a request with a status and the reason for it. */
export class RequestError extends WorkerError {
  readonly code = "REQUEST";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, options: ErrorOptions & { headers?: Record<string, string> } = {}) {
    super(detail, options);
    this.status = status;
    this.headers = options.headers ?? {};
  }
}
