export interface PeekedMessage {
  readonly messageId: string;
}
export async function peekMessages(): Promise<PeekedMessage[] | undefined> {
  return undefined;
}
