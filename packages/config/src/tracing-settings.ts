import { parseEnvironment } from "./parse-environment.ts";
import { type Environment, text, url } from "./setting.ts";

/** OpenTelemetry's own names. https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
export const tracingEnvironment = {
  OTEL_EXPORTER_OTLP_ENDPOINT: url({
    meaning:
      "Where spans are sent to, by OTLP over HTTP (protobuf, path `/v1/traces`): a collector, Jaeger and so on, usually at port 4318. Unset: nowhere.",
    default: undefined,
  }),
  OTEL_EXPORTER_OTLP_HEADERS: text({
    meaning: "Headers of each export, as `name=value` separated by commas: a key, for example.",
    default: undefined,
  }),
  OTEL_SERVICE_NAME: text({
    meaning: "The service's name in traces. Unset: `letsgo-api` and `letsgo-worker`.",
    default: undefined,
  }),
  OTEL_RESOURCE_ATTRIBUTES: text({
    meaning: "Further attributes of the service in traces, as `name=value` separated by commas.",
    default: undefined,
  }),
  OTEL_SDK_DISABLED: text({
    meaning: "`true` sends no spans, whatever the others say. Trace ids stay in log lines and in messages.",
    default: "false",
    range: '"true" or "false"',
    matches: (value) => /^(true|false)$/i.test(value),
  }),
};

/** Where a service's spans go. */
export interface TracingSettings {
  /** Base URL of the collector; undefined: spans are not recorded. */
  readonly endpoint: string | undefined;
  /** undefined: the service's usual name. */
  readonly serviceName: string | undefined;
}

/**
 * The settings of tracing. Headers and resource attributes are read by OpenTelemetry's SDK itself.
 *
 * @throws {ConfigError} with every variable that is not in its range
 */
export function tracingSettingsOf(environment: Environment): TracingSettings {
  const values = parseEnvironment(tracingEnvironment, environment);
  const disabled = values.OTEL_SDK_DISABLED.toLowerCase() === "true";
  return Object.freeze({
    endpoint: disabled ? undefined : values.OTEL_EXPORTER_OTLP_ENDPOINT,
    serviceName: values.OTEL_SERVICE_NAME,
  });
}
