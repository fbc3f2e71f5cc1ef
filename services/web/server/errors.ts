/** Base of the web server's own errors. */
abstract class WebError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The upstream took the request and then stayed silent. */
export class UpstreamTimeoutError extends WebError {
  readonly code = "ETIMEDOUT";
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super(`Expected an answer within ${timeoutMs} ms, got none`);
    this.timeoutMs = timeoutMs;
  }
}

/** The pages have not been built. */
export class MissingPagesError extends WebError {
  readonly code = "MISSING_PAGES";
  readonly folder: string;

  constructor(folder: string) {
    super(`Expected the built pages in ${folder}, got no index.html. Run "npm run build" first.`);
    this.folder = folder;
  }
}
