import {
  type Environment,
  type HttpSettings,
  httpEnvironment,
  modeOf,
  parseEnvironment,
  portSetting,
  type QueueSettings,
  queueSettingsOf,
  readAll,
  type ShippingSettings,
  shippingSettingsOf,
  type TracingSettings,
  text,
  toHttpSettings,
  tracingSettingsOf,
} from "@letsgo/config";

/** The environment variables of the API, beside those of the queue. */
export const apiEnvironment = {
  ...httpEnvironment,
  PORT: portSetting(3001),
  LETSGO_STRIPE_TEST_WEBHOOK_KEY: text({
    meaning: "The signing secret (`whsec_…`) of Stripe's test webhook; unset: its route answers 501.",
    default: undefined,
  }),
  LETSGO_STRIPE_LIVE_WEBHOOK_KEY: text({
    meaning: "The signing secret (`whsec_…`) of Stripe's live webhook; unset: its route answers 501.",
    default: undefined,
  }),
};

/** The signing secrets by Stripe mode; a mode without one accepts nothing. */
export type StripeKeys = Readonly<Record<"TEST" | "LIVE", string | undefined>>;

/** The API's settings. */
export interface ApiConfig extends HttpSettings {
  /** What was read; live settings stand over it. */
  readonly environment: Environment;
  /** Whom it tells what happens to messages. */
  readonly shipping: ShippingSettings;
  readonly queue: QueueSettings;
  readonly stripeKeys: StripeKeys;
  readonly tracing: TracingSettings;
}

/**
 * Reads the API's settings.
 *
 * @throws {ConfigError} with every variable that is not in its range
 */
export function readConfig(environment: Environment = process.env): ApiConfig {
  const { own, queue, shipping, tracing } = readAll({
    own: () => parseEnvironment(apiEnvironment, environment),
    mode: () => modeOf(environment), // asked anew at each change; here for its faults
    queue: () => queueSettingsOf(environment),
    tracing: () => tracingSettingsOf(environment),
    shipping: () => shippingSettingsOf(environment),
  });
  return Object.freeze({
    ...toHttpSettings(own),
    environment,
    shipping,
    queue,
    stripeKeys: { TEST: own.LETSGO_STRIPE_TEST_WEBHOOK_KEY, LIVE: own.LETSGO_STRIPE_LIVE_WEBHOOK_KEY },
    tracing,
  });
}
