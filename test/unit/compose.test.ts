// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are variables of compose

import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { queueEnvironment, tracingEnvironment, workerEnvironment } from "@letsgo/config";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

interface Service {
  readonly image: string;
  readonly build?: { readonly args?: Readonly<Record<string, string>>; readonly target?: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly (string | Readonly<Record<string, unknown>>)[];
  readonly healthcheck?: Readonly<Record<string, unknown>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly [key: string]: unknown;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
  readonly [key: string]: unknown;
}

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const parseCompose = (path: string): Compose => parse(read(path), { merge: true, logLevel: "error" });
const text = read("docker-compose.yml");
const compose = parseCompose("docker-compose.yml");
const services = Object.entries(compose.services);
/** What compose takes where a variable is unset, also within another one's default. */
const defaultOf = (value: string): string => {
  const filled = value.replaceAll(/\$\{\w+:-([^${}]*)\}/g, "$1");
  return filled === value ? value : defaultOf(filled);
};

describe("docker-compose.yml", () => {
  test("holds the five services and nothing that ties them to one machine", () => {
    expect(Object.keys(compose.services).sort()).toEqual(["api", "console", "localstack", "web", "worker"]);
    expect(Object.keys(compose)).not.toContain("version");
    expect(Object.keys(compose)).not.toContain("networks");
    for (const [, service] of services) {
      expect(Object.keys(service)).not.toContain("container_name");
      expect(Object.keys(service)).not.toContain("networks");
      expect(Object.keys(service)).not.toContain("profiles");
    }
  });

  test.each(services)("%s tells its health soon after the start and seldom later", (_name, { healthcheck }) => {
    expect(healthcheck).toMatchObject({ interval: "10s", start_period: "30s", start_interval: "250ms" });
    expect(healthcheck?.test).toEqual(expect.arrayContaining(["CMD"]));
  });

  test("whoever depends on a service waits until it is healthy", () => {
    const conditions = services.flatMap(([, { depends_on = {} }]) => Object.values(depends_on));

    expect(conditions.length).toBeGreaterThan(0);
    for (const { condition } of conditions) expect(condition).toBe("service_healthy");
  });

  test.each([
    ["web", "127.0.0.1:${WEB_PORT:-3000}:3000"],
    ["api", "127.0.0.1:${API_PORT:-3001}:3001"],
    ["worker", "127.0.0.1:${WORKER_PORT:-3002}:3002"],
    ["console", "127.0.0.1:${CONSOLE_PORT:-3003}:3003"],
    ["localstack", "127.0.0.1:${LOCALSTACK_PORT:-4566}:4566"],
  ])("%s is published on the loopback address only, on a port that is a setting", (name, port) => {
    expect(compose.services[name]?.ports).toEqual([port]);
  });

  test("needs no .env: each variable has a default", () => {
    const variables = text.match(/\$\{\w+[^}]/g) ?? [];

    expect(variables.length).toBeGreaterThan(0);
    for (const variable of variables) expect(variable).toMatch(/^\$\{\w+:$/);
  });

  test("has at most three shared blocks, each used three times or more", () => {
    const blocks = [...text.matchAll(/^x-\S+: &(\S+)$/gm)].map(([, name]) => name);

    expect(blocks).toEqual(Object.keys(compose).flatMap((key) => (key.startsWith("x-") ? [key.slice(2)] : [])));
    expect(blocks.length).toBeLessThanOrEqual(3);
    for (const name of blocks) expect(text.match(new RegExp(`: \\*${name}\\b`, "g"))?.length).toBeGreaterThanOrEqual(3);
  });

  test.each(services)("%s has an image with a tag, and one service says how it is built", (_name, { image }) => {
    expect(defaultOf(image)).toMatch(/^letsgo-local\/\w+:(local|\d+\.\d+\.\d+)$/);
    expect(services.filter(([, other]) => other.image === image && other.build)).toHaveLength(1);
  });

  test("builds on official base images", () => {
    const bases = services.flatMap(([, { build }]) => Object.values(build?.args ?? {}).map(defaultOf));

    expect([...new Set(bases)].sort()).toEqual(["node:26-trixie-slim", "python:3.13-slim-trixie"]);
  });

  test("passes on every setting of queue, worker and traces", () => {
    const here = Object.keys(compose.services.worker?.environment ?? {});
    const settings = Object.keys({ ...queueEnvironment, ...workerEnvironment, ...tracingEnvironment });

    expect(here).toEqual(expect.arrayContaining(settings.filter((name) => /^(LETSGO_WORKER|OTEL)_/.test(name))));
  });

  test("gives every process the same settings, and credentials of no value", () => {
    const { api, worker, web } = compose.services;

    expect(api?.environment).toEqual(worker?.environment);
    expect(web?.environment).toMatchObject(api?.environment ?? {});
    expect(api?.environment).toMatchObject({ AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
  });

  test("stops the worker no sooner than five seconds after the function timeout", () => {
    expect(compose.services.worker?.stop_grace_period).toBe("${LETSGO_WORKER_FUNCTION_TIMEOUT:-10}s5s");
  });

  test("mounts sources as folders that exist, read-only", () => {
    const mounts = services.flatMap(([, { volumes = [] }]) => volumes).filter((mount) => typeof mount === "string");

    expect(mounts.length).toBeGreaterThan(0);
    for (const mount of mounts) {
      const [source = "", target, access] = mount.split(":");
      expect(statSync(join(root, source)).isDirectory(), source).toBe(true);
      expect([target, access]).toEqual([source.replace(/^\./, "/app"), "ro"]);
    }
  });

  test("mounts the sources of every workspace that a service is made of", () => {
    const mounts = compose.services.api?.volumes?.map((mount) => String(mount).split(":")[0]);
    const manifests = ["api", "web", "worker"].map((name) => JSON.parse(read(`services/${name}/package.json`)));
    const packages = manifests.flatMap(({ dependencies }) =>
      Object.keys(dependencies).filter((name) => /^@letsgo\//.test(name)),
    );
    const folders = [...new Set(packages)].map((name) => `./packages/${name.slice("@letsgo/".length)}/src`);

    expect(mounts).toEqual(expect.arrayContaining(folders));
  });

  test.each(["api", "worker"])("mounts the folder of the live settings read-only into %s", (name) => {
    const source = "${LETSGO_STATE_DIR:-./.letsgo}";
    const mount = { type: "bind", source, target: "/app/.letsgo", read_only: true };

    expect(compose.services[name]?.volumes).toContainEqual(mount);
    expect(parseCompose("docker-compose.runtime.yml").services[name]?.volumes).toEqual([mount]);
  });

  test("takes committed empty files where no secret is given", () => {
    for (const { file } of Object.values(compose.secrets ?? {})) expect(read(defaultOf(file))).toBe("");
  });

  test("the console writes to its own volume and to the live settings, and nowhere else", () => {
    const folder = { type: "bind", source: "${LETSGO_STATE_DIR:-./.letsgo}", target: "/app/.letsgo" };

    expect(compose.services.console?.volumes).toEqual([{ type: "volume", source: "console", target: "/data" }, folder]);
    expect(compose.services.console?.environment).toMatchObject({
      ...compose.services.api?.environment,
      LETSGO_CONSOLE_DATA_DIR: "/data",
    });
  });

  test.each(["console", "localstack"])("%s runs hardened", (name) => {
    const service = compose.services[name];

    expect(service).toMatchObject({ read_only: true, user: "1000:1000", cap_drop: ["ALL"], init: true });
    expect(JSON.stringify(service)).not.toContain("docker.sock");
  });
});

test(".env.example lists every variable of docker-compose.yml", () => {
  const variables = [...text.matchAll(/\$\{(\w+)/g)]
    .map(([, name]) => name)
    .filter((name) => name !== "NODE_EXTRA_CA_CERTS");
  const listed = [...read(".env.example").matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name);

  expect(listed).toEqual(expect.arrayContaining([...new Set(variables)]));
});

test("the runtime images run as an ordinary user, with nothing writable and no sources mounted", () => {
  const runtime = parseCompose("docker-compose.runtime.yml");

  expect(Object.keys(runtime.services).sort()).toEqual(["api", "web", "worker"]);
  for (const [name, service] of Object.entries(runtime.services)) {
    expect(service).toMatchObject({ user: "1000:1000", read_only: true, cap_drop: ["ALL"], build: { target: name } });
  }
  expect(read("docker-compose.runtime.yml").match(/volumes: !(reset|override) \[/g)).toHaveLength(3);
});

test("the vendor's LocalStack is the release that needs no account token, and is never built here", () => {
  const { localstack } = parseCompose("docker-compose.vendor.yml").services;

  expect(localstack?.image).toBe("${LOCALSTACK_IMAGE:-localstack/localstack:4.14.0}");
  expect(read("docker-compose.vendor.yml")).toContain("build: !reset null");
});

test.each([
  ["Dockerfile", "NODE_IMAGE", "node:26-trixie-slim"],
  ["docker/localstack/Dockerfile", "PYTHON_IMAGE", "python:3.13-slim-trixie"],
])("%s builds without a frontend from a registry, on the official image, not as root", (path, setting, image) => {
  const dockerfile = read(path);

  expect(dockerfile).not.toMatch(/^#\s*syntax\s*=/m);
  expect(dockerfile).toContain(`ARG ${setting}=${image}\n`);
  expect(dockerfile).toContain("\nUSER 1000:1000\n");
});

test("LocalStack's packages are locked by hash", () => {
  const requirements = read("docker/localstack/requirements.txt");
  const packages = requirements.match(/^[\w.-]+==\S+ \\$/gm) ?? [];

  expect(packages).toContain("localstack-core==4.14.0 \\");
  expect(requirements.match(/^[^\s#]/gm)?.length).toBe(packages.length);
  expect(existsSync(join(root, "docker/localstack/requirements.in"))).toBe(true);
});
