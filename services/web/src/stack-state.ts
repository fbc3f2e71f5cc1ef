import type { Health, HealthAnswer } from "./health-answer.ts";

/** How a service is. `unknown`: nothing that could tell answers. `starting`: it answers, but is not ready. */
export type Condition = "running" | "starting" | "failing" | "unreachable" | "unknown";

export interface ServiceState {
  name: "Web" | "API" | "Queue" | "Worker";
  condition: Condition;
  detail: string;
  /** What to do; absent where nothing need be done. */
  remedy?: string;
}

export interface StackState {
  /** In one sentence. */
  summary: string;
  /** Absent while nothing that knows the mode answers. */
  mode?: string;
  /** What decided the mode. */
  modeSource?: string;
  /** API and worker run in different modes: what to do. */
  modeConflict?: string;
  /** In the order in which a message passes them; in direct mode the queue comes last, aside. */
  services: readonly ServiceState[];
}

/** The stack's state, from what the API and the worker say of themselves and of the queue. */
export function toStackState(api: HealthAnswer, worker: HealthAnswer): StackState {
  const ofApi = healthOf(api);
  const ofWorker = healthOf(worker);
  const mode = ofApi?.mode ?? ofWorker?.mode;
  const modeSource = ofApi?.source ?? ofWorker?.source;
  const queue = toQueue(ofApi, ofWorker, mode);
  const ends = [toWeb(api, worker), toApi(api)];
  const services = mode === "direct" ? [...ends, toWorker(worker), queue] : [...ends, queue, toWorker(worker)];
  return {
    summary: toSummary(services, mode),
    services,
    ...(mode !== undefined && { mode }),
    ...(modeSource !== undefined && { modeSource }),
    ...(ofApi?.mode !== undefined &&
      ofWorker?.mode !== undefined &&
      ofApi.mode !== ofWorker.mode && {
        modeConflict: `The worker runs in ${ofWorker.mode} mode, the API in ${ofApi.mode} mode. "npm run mode ${ofApi.mode}" sets both.`,
      }),
  };
}

// --- internal ---

const START = 'Start it with "npm start"; "npm run logs" says why it stopped.';
const LOGS = '"npm run logs" says why.';
const ASK_LATER = { condition: "unknown", detail: "Cannot be asked while the web server is silent." } as const;

function healthOf(answer: HealthAnswer): Health | undefined {
  return answer.kind === "answered" ? answer.health : undefined;
}

function toWeb(api: HealthAnswer, worker: HealthAnswer): ServiceState {
  if (api.kind === "web-silent" && worker.kind === "web-silent") {
    return { name: "Web", condition: "unreachable", detail: "Its server no longer answers this page.", remedy: START };
  }
  return { name: "Web", condition: "running", detail: "Serves this page." };
}

function toApi(answer: HealthAnswer): ServiceState {
  if (answer.kind === "web-silent") return { name: "API", ...ASK_LATER };
  if (answer.kind === "silent") {
    return { name: "API", condition: "unreachable", detail: answer.detail, remedy: START };
  }
  const { status = "ok", reason } = answer.health;
  if (status === "ok") return { name: "API", condition: "running", detail: "Takes messages." };
  return { name: "API", condition: "failing", detail: reason ?? `It says "${status}".`, remedy: LOGS };
}

function toWorker(answer: HealthAnswer): ServiceState {
  if (answer.kind === "web-silent") return { name: "Worker", ...ASK_LATER };
  if (answer.kind === "silent") {
    return { name: "Worker", condition: "unreachable", detail: answer.detail, remedy: START };
  }
  const { status = "ok", polling, reason } = answer.health;
  if (status === "starting") return { name: "Worker", condition: "starting", detail: reason ?? "Not ready yet." };
  if (status !== "ok") {
    return { name: "Worker", condition: "failing", detail: reason ?? `It says "${status}".`, remedy: LOGS };
  }
  return { name: "Worker", condition: "running", detail: toPollingWords(polling) };
}

function toPollingWords(polling: string | undefined): string {
  if (polling === "polling") return "Handles messages and polls the queue.";
  if (polling === "paused") return "Handles messages; polling is paused on purpose.";
  return polling === undefined ? "Handles messages." : `Handles messages; polling: ${polling}.`;
}

function toQueue(api: Health | undefined, worker: Health | undefined, mode: string | undefined): ServiceState {
  const seenBy = [
    { who: "the API", says: api?.queue },
    { who: "the worker", says: worker?.queue },
  ].filter(({ says }) => says !== undefined);
  if (seenBy.length === 0) {
    return { name: "Queue", condition: "unknown", detail: "Neither the API nor the worker says how it is." };
  }
  const blind = seenBy.filter(({ says }) => says !== "ok").map(({ who }) => who);
  if (blind.length === 0) {
    const detail = mode === "direct" ? "Not used in direct mode; what it still holds is handled." : "Can be reached.";
    return { name: "Queue", condition: "running", detail };
  }
  const detail = `Cannot be reached by ${blind.join(" and ")}.${mode === "direct" ? " Direct mode works without it." : ""}`;
  const remedy = 'It is looked for again by itself. If it stays away: "npm run logs", then "npm start".';
  return { name: "Queue", condition: "unreachable", detail, remedy };
}

function toSummary(services: readonly ServiceState[], mode: string | undefined): string {
  const needed = services.filter(({ name }) => mode !== "direct" || name !== "Queue");
  const troubled = needed.filter(({ condition }) => condition !== "running");
  if (troubled.length === 0) return "Everything is running.";
  const worst = troubled.find(({ condition }) => condition !== "starting") ?? troubled[0];
  // What nobody can tell is a consequence, not one more trouble.
  const more = troubled.filter((service) => service !== worst && service.condition !== "unknown").length;
  const others = more === 0 ? "" : more === 1 ? " (and one more)" : ` (and ${more} more)`;
  return `${worst?.name} is ${worst?.condition}${others}.`;
}
