import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { parseEnvironment } from "../../packages/config/src/index.ts";
import { ScriptError } from "../cli/errors.ts";
import type { Environment } from "../config.ts";
import { portEnvironment } from "../settings/stack-settings.ts";
import { type PublishedService, portSettings } from "../stack/compose.ts";

/** The services that a setting names a port for, and the embedded S3, which is found by the services alone. */
export type Ports = Readonly<Record<PublishedService | "s3", number>>;

const services = Object.keys(portSettings) as PublishedService[];

/** Below the ports that systems give to outgoing connections, so that none of those takes a port between choice and use. */
const freeRange = { from: 20_000, to: 29_999 };
const attempts = 100;
/** Ports of one stack, and room for those that are taken. */
const SLOT = 10;

/** Can something listen on this port of 127.0.0.1? */
export type CanBind = (port: number) => Promise<boolean>;

/**
 * The port of every service: the setting's, or a free one where the setting is 0 or there is none.
 *
 * @throws {ConfigError} where a setting is no port
 * @throws {ScriptError} where two are the same, or a port is taken
 */
export async function choosePorts(environment: Environment, canBind: CanBind = canBindLoopback): Promise<Ports> {
  const values = parseEnvironment(portEnvironment, environment);
  const wanted = services.map((service) => [service, values[portSettings[service]]] as const);
  const taken = new Set<number>();
  const ports: [PublishedService, number][] = [];
  for (const [service, port] of wanted.toSorted(([, a], [, b]) => b - a)) {
    if (port !== 0) await expectFree(service, port, taken, canBind);
    const chosen = port === 0 ? await freePort(taken, canBind) : port;
    taken.add(chosen);
    ports.push([service, chosen]);
  }
  return { ...(Object.fromEntries(ports) as Record<PublishedService, number>), s3: await freePort(taken, canBind) };
}

/** A port that can be bound and is none of those. */
export async function freePort(
  taken: ReadonlySet<number>,
  canBind: CanBind = canBindLoopback,
  candidate: (attempt: number) => number = candidateOfThisProcess,
): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = candidate(attempt);
    if (!taken.has(port) && (await canBind(port))) return port;
  }
  throw new ScriptError(
    `Expected a free port from ${freeRange.from} to ${freeRange.to}, got none in ${attempts} attempts.`,
    "Name ports by WEB_PORT, API_PORT, WORKER_PORT, CONSOLE_PORT and LOCALSTACK_PORT.",
  );
}

// --- internal ---

/**
 * From a slot of this process's own at first: stacks that start at the same time, each in a process of its own, then choose
 * no port that another has chosen and does not listen on yet. By chance alone one in fifty such starts of four met.
 */
function candidateOfThisProcess(attempt: number): number {
  const slots = (freeRange.to + 1 - freeRange.from) / SLOT;
  if (attempt < SLOT) return freeRange.from + (process.pid % slots) * SLOT + attempt;
  return randomInt(freeRange.from, freeRange.to + 1);
}

async function expectFree(
  service: PublishedService,
  port: number,
  taken: ReadonlySet<number>,
  canBind: CanBind,
): Promise<void> {
  if (!taken.has(port) && (await canBind(port))) return;
  const setting = portSettings[service];
  throw new ScriptError(
    `Expected port ${port} to be free for ${service}, got a port that ${taken.has(port) ? "another service of this stack has" : "somebody listens on"}.`,
    `If it is a stack of yours, \`npm stop\` ends it. Or choose another port: ${setting}=${port + 1000}, or ${setting}=0 for a free one.`,
  );
}

async function canBindLoopback(port: number): Promise<boolean> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  server.once("error", () => resolve(false));
  server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  return promise;
}
