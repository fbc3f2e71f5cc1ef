import path from "node:path";
import { type Environment, queueDataFile, root, stateFolder } from "../config.ts";
import type { DevState, Mode } from "../stack/dev-state.ts";
import type { Ports } from "./ports.ts";

/** A process of the stack. */
export interface ServiceDefinition {
  /** Its name in logs. */
  readonly name: "sqs" | "s3" | "worker" | "console" | "api" | "web";
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Environment;
  /** Answers 200 once the service is healthy. */
  readonly healthUrl: string;
}

/** Everything that the processes are made from. */
export interface StackSettings {
  readonly ports: Ports;
  readonly mode: Mode;
  /** The user's own settings. */
  readonly environment: Environment;
}

/** Addresses of the stack's services on this machine. */
export function urlsOf(ports: Ports): DevState["urls"] {
  const at = (service: keyof Ports) => `http://127.0.0.1:${ports[service]}`;
  return {
    web: at("web"),
    api: at("api"),
    worker: at("worker"),
    console: at("console"),
    localstack: at("localstack"),
    s3: at("s3"),
  };
}

/** The settings that every service of the stack shares, as docker-compose.yml gives them. */
export function sharedEnvironment({ ports, mode, environment }: StackSettings): Environment {
  const urls = urlsOf(ports);
  return {
    ...environment,
    // The user's own AWS identity and queue stay out: everything here speaks to the embedded one.
    AWS_PROFILE: undefined,
    AWS_SESSION_TOKEN: undefined,
    LETSGO_EMULATOR: undefined,
    LETSGO_QUEUE_URL: undefined,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "us-west-2",
    AWS_ENDPOINT_URL: undefined,
    AWS_ENDPOINT_URL_S3: urls.s3,
    AWS_ENDPOINT_URL_SQS: urls.localstack,
    LETSGO_PAYLOAD_BUCKET: environment.LETSGO_PAYLOAD_BUCKET || "letsgo-main-payloads",
    HOST: "127.0.0.1",
    LETSGO_QUEUE_MODE: mode,
    LETSGO_LOCAL_QUEUE_URL: urls.worker,
    LETSGO_CONSOLE_URL: environment.LETSGO_CONSOLE_URL || urls.console,
    LETSGO_STATE_DIR: stateFolder(environment),
  };
}

/** The stack's processes; the first is the first to start. */
export function servicesOf(settings: StackSettings): readonly ServiceDefinition[] {
  const urls = urlsOf(settings.ports);
  const shared = sharedEnvironment(settings);
  const node = (name: "api" | "worker", healthPath: string): ServiceDefinition => ({
    name,
    args: ["--conditions=source", "packages/watch/src/main.ts", name, `services/${name}/src/main.ts`],
    cwd: root,
    environment: { ...shared, PORT: String(settings.ports[name]) },
    healthUrl: `${urls[name]}${healthPath}`,
  });
  return [
    ...emulatorsOf(settings, shared),
    {
      name: "console",
      args: ["--conditions=source", "services/console/server/src/main.ts"],
      cwd: root,
      environment: { ...shared, PORT: String(settings.ports.console) },
      healthUrl: `${urls.console}/v1/health`,
    },
    node("worker", "/health"),
    node("api", "/v1/health"),
    {
      name: "web",
      args: [path.join(root, "node_modules/vite/bin/vite.js")],
      cwd: path.join(root, "services/web"),
      environment: { ...shared, PORT: String(settings.ports.web), API_URL: urls.api, WORKER_URL: urls.worker },
      healthUrl: `${urls.web}/`,
    },
  ];
}

// --- internal ---

/** Each a process of its own, so that none holds up the other or the supervisor. */
function emulatorsOf({ ports }: StackSettings, environment: Environment): readonly ServiceDefinition[] {
  const urls = urlsOf(ports);
  const file = queueDataFile(environment);
  const data = (suffix: string) => (file === undefined ? [] : ["--data", `${file}${suffix}`]);
  const port = (service: "localstack" | "s3") => ["--port", String(ports[service])];
  return [
    {
      name: "sqs",
      args: [
        "packages/sqs-emulator/src/cli/main.ts",
        ...port("localstack"),
        ...["--region", String(environment.AWS_REGION)],
        ...data(""),
      ],
      cwd: root,
      environment,
      healthUrl: `${urls.localstack}/_emulator/health`,
    },
    {
      name: "s3",
      args: ["scripts/dev/s3.ts", ...port("s3"), ...data(".payloads")],
      cwd: root,
      environment,
      healthUrl: `${urls.s3}/health`,
    },
  ];
}
