import { Pool } from "undici";

/** A client that costs next to nothing beside what it calls: one JSON text out, one in, no signature, no checks. */
export interface RawClient extends AsyncDisposable {
  call<T = object>(action: string, input: object): Promise<T>;
  createQueue(name: string, attributes?: Record<string, string>): Promise<string>;
}

export function createRawClient(endpoint: string): RawClient {
  const pool = new Pool(endpoint, { connections: 32 });
  async function call<T>(action: string, input: object): Promise<T> {
    const { statusCode, body } = await pool.request({
      path: "/",
      method: "POST",
      headers: toHeaders(action),
      body: JSON.stringify(input),
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`Expected ${action} to be answered, got HTTP ${statusCode}: ${text}`);
    return JSON.parse(text || "{}") as T;
  }
  return {
    call,
    async createQueue(QueueName, Attributes) {
      const { QueueUrl } = await call<{ QueueUrl: string }>("CreateQueue", { QueueName, Attributes });
      return QueueUrl;
    },
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

/** What a call of the JSON protocol says beside its body. */
export function toHeaders(action: string) {
  return {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": `AmazonSQS.${action}`,
    authorization:
      "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0",
  };
}
