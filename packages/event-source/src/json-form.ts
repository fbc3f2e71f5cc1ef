import { UnserializableResponseError } from "./errors.ts";

/**
 * What would come back over Lambda's API; this also cuts the caller's hold on the handler's own objects.
 *
 * @throws {UnserializableResponseError} There is no JSON form.
 */
export function toJsonForm(response: unknown, awsRequestId: string): unknown {
  try {
    return JSON.parse(JSON.stringify(response) ?? "null");
  } catch (cause) {
    throw new UnserializableResponseError(awsRequestId, { cause });
  }
}
