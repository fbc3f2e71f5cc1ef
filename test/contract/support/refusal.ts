import { NotKeptError } from "./wait.ts";

/** How an emulator refused a call. */
export interface Refusal {
  /** The error's name as the SDK gives it. */
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
}

/** Waits for a call to be refused; that it is accepted, or never answered, is an error. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    const status = statusOf(error);
    if (!(error instanceof Error) || status === undefined) throw error;
    if (error.name === "InvalidAction") throw new NotKeptError(`Expected the call to be known, got: ${error.message}`);
    if (status >= 500) throw new NotKeptError(`Expected the call to be refused, got HTTP ${status}, ${error.name}`);
    return { name: error.name, message: error.message, status };
  }
  throw new NotKeptError("Expected the call to be refused, got accepted");
}

/** Does the error come from the emulator's answer, rather than from a broken connection or from a check's own fault? */
export function isAnswer(error: unknown): boolean {
  return statusOf(error) !== undefined;
}

// --- internal ---

function statusOf(error: unknown): number | undefined {
  // An answer that is no AWS error leaves only the raw response.
  const { $metadata, $response } = (error ?? {}) as {
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number };
  };
  return $metadata?.httpStatusCode ?? $response?.statusCode;
}
