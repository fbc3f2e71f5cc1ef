import type { SQSRecord } from "aws-lambda";

/** Has the record come by direct mode? Our own producer names `letsgo:local` as the sender; LetsGo's names its user, too. */
export function isDirect({ attributes }: Pick<SQSRecord, "attributes">): boolean {
  return /^letsgo:local(:|$)/.test(attributes?.SenderId ?? "");
}
