import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { problemOf, startApi } from "../../test/start-api.ts";
import { startFakeWorker } from "../../test/start-fake-worker.ts";
import { MAX_STRIPE_BODY_BYTES, SIGNATURE_TOLERANCE_SECONDS } from "./stripe.ts";

const keys = { TEST: "whsec_of_tests", LIVE: "whsec_of_live" };
const environment = { LETSGO_STRIPE_TEST_WEBHOOK_KEY: keys.TEST, LETSGO_STRIPE_LIVE_WEBHOOK_KEY: keys.LIVE };
const event = { id: "evt_1", object: "event", type: "invoice.paid", data: { object: { id: "in_1", note: "😀" } } };
// With blanks, so that a body that is parsed and made again has another signature.
const body = JSON.stringify(event, null, 2);

function sign(payload: string, secret: string, ageSeconds = 0): Record<string, string> {
  const timestamp = Math.floor(Date.now() / 1000) - ageSeconds;
  return {
    "content-type": "application/json; charset=utf-8",
    "stripe-signature": Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }),
  };
}

describe("POST /v1/stripe/webhook", () => {
  it.each([
    ["/v1/stripe/webhook/test", "TEST"],
    ["/v1/stripe/webhook", "TEST"],
    ["/v1/stripe/webhook/live", "LIVE"],
  ] as const)("takes a signed event at %s and enqueues it with its mode", async (path, mode) => {
    await using worker = await startFakeWorker();
    await using api = await startApi(worker.url, { environment });

    const response = await api.post(path, body, sign(body, keys[mode]));

    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ messageId: worker.records[0]?.messageId });
    expect(worker.bodies()).toEqual([{ type: "letsgo:stripe", payload: { ...event, stripeMode: mode } }]);
  });

  it("refuses a forged, a foreign, an old and a missing signature, and sends nothing", async () => {
    await using worker = await startFakeWorker();
    await using api = await startApi(worker.url, { environment });
    const tries: [payload: string, headers: Record<string, string>][] = [
      [body.replace("evt_1", "evt_2"), sign(body, keys.TEST)],
      [body, sign(body, keys.LIVE)],
      [body, sign(body, keys.TEST, SIGNATURE_TOLERANCE_SECONDS + 5)],
      [body, sign(body, keys.TEST, -SIGNATURE_TOLERANCE_SECONDS - 5)],
      [body, { "content-type": "application/json" }],
      [body, { "stripe-signature": "t=1,v1=00" }],
      ["", sign("", keys.TEST)],
      ["not JSON", sign("not JSON", keys.TEST)],
      ["{}", sign("{}", keys.TEST)],
    ];

    const answers = await Promise.all(
      tries.map(([payload, headers]) => api.post("/v1/stripe/webhook/test", payload, headers)),
    );

    expect(answers.map(({ status }) => status)).toEqual(tries.map(() => 400));
    expect(worker.records).toEqual([]);
  });

  it("takes a signature of a clock that is a little ahead", async () => {
    await using worker = await startFakeWorker();
    await using api = await startApi(worker.url, { environment });

    const headers = sign(body, keys.TEST, -SIGNATURE_TOLERANCE_SECONDS + 30);

    expect((await api.post("/v1/stripe/webhook/test", body, headers)).status).toBe(201);
  });

  it.each([
    "PRIVATE",
    '{"PRIVATE": PRIVATE}',
    '{"id": "PRIVATE"',
    '"PRIVATE"',
    '["PRIVATE"]',
    '{"id":["PRIVATE"]}',
    "",
  ])("refuses the signed body %s without quoting it in the answer or the log", async (text) => {
    await using worker = await startFakeWorker();
    await using api = await startApi(worker.url, { environment });

    const { status, problem } = await problemOf(await api.post("/v1/stripe/webhook/test", text, sign(text, keys.TEST)));

    expect(status).toBe(400);
    expect(JSON.stringify([problem, api.lines])).not.toMatch(/PRIV|IVATE/);
    expect(api.lines).toHaveLength(1);
  });

  it("answers 501 naming the missing setting, and accepts nothing", async () => {
    await using worker = await startFakeWorker();
    await using api = await startApi(worker.url, { environment: { LETSGO_STRIPE_TEST_WEBHOOK_KEY: keys.TEST } });

    const { status, problem } = await problemOf(await api.post("/v1/stripe/webhook/live", body, sign(body, keys.LIVE)));

    expect(status).toBe(501);
    expect(problem.detail).toContain("LETSGO_STRIPE_LIVE_WEBHOOK_KEY");
    expect(worker.records).toEqual([]);
  });

  it("answers 413 above the body limit, before it looks at the signature", async () => {
    await using api = await startApi("http://127.0.0.1:1", { environment });

    const response = await api.post("/v1/stripe/webhook/test", "a".repeat(MAX_STRIPE_BODY_BYTES + 1));

    expect(response.status).toBe(413);
  });

  it("answers 503 where the event cannot be enqueued, so that Stripe tries again", async () => {
    await using api = await startApi("http://127.0.0.1:1", { environment });

    const response = await api.post("/v1/stripe/webhook/test", body, sign(body, keys.TEST));

    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
  });
});
