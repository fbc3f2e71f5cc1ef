/** One fault of a field of the request's body. */
export interface FieldError {
  /** Path of the field, for example `email`. */
  readonly field: string;
  readonly message: string;
}

/** What an answer that is no success says, as RFC 9457 has it. */
export interface Problem {
  readonly status: number;
  /** What was expected, what was found, and the remedy. */
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** For example `Allow` or `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by routes and middleware to end a request with a problem; the error handler answers it. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly code = "PROBLEM";
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.problem = problem;
  }
}
