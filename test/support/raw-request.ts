import { request } from "node:http";

/** Sends a POST whose Host header is the caller's choice, which `fetch` does not allow, and answers the status. */
export async function postRaw(
  url: string,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: string },
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const sent = request(url, { method: "POST", headers: { "content-type": "application/json", ...headers } });
  sent.once("response", (response) => {
    response.resume();
    response.once("end", () => resolve(response.statusCode ?? 0));
  });
  sent.once("error", reject);
  sent.end(body);
  return promise;
}
