import type { DevState, Mode } from "./dev-state.ts";

export interface BannerFacts {
  readonly mode: Mode;
  /** What decided the mode, for example `LETSGO_QUEUE_MODE`. */
  readonly source: string;
  readonly urls: Partial<DevState["urls"]>;
  /** Do the services run in containers? */
  readonly containers: boolean;
  /** The file that keeps the queue's contents; undefined: none does. */
  readonly queueData?: string | undefined;
  /** How long the start took. */
  readonly seconds: number;
}

/** The lines that greet the user of a stack that is ready. */
export function bannerLines({ mode, source, urls, containers, queueData, seconds }: BannerFacts): readonly string[] {
  const queue = containers ? "LocalStack (SQS)" : "embedded SQS";
  const addresses: [string, string | undefined][] = [
    ["web", urls.web],
    ["API", urls.api && `${urls.api}/v1/health`],
    ["worker", urls.worker && `${urls.worker}/health`],
    ["console", urls.console],
    [queue, urls.localstack],
  ];
  const width = queue.length + 2;
  return [
    `Ready in ${seconds.toFixed(1)} s. Mode: ${mode} (${source}).`,
    "",
    ...addresses.flatMap(([name, url]) => (url ? [`  ${name.padEnd(width)}${url}`] : [])),
    "",
    survivalLine(containers, queueData),
    "",
    "Next:",
    `  submit the contact form     ${urls.web ?? ""}/contact`,
    `  see what happens to it      ${urls.console ?? ""}`,
    `  follow its message          ${containers ? "npm run logs" : "here, or npm run logs in another terminal"}`,
    `  switch to the other mode    npm run mode ${mode === "direct" ? "queued" : "direct"}`,
    `  end it                      ${containers ? "npm stop" : "Ctrl-C, or npm stop in another terminal"}`,
  ];
}

// --- internal ---

function survivalLine(containers: boolean, queueData: string | undefined): string {
  if (containers) return "What waits in the queue does not survive a restart of LocalStack.";
  return queueData === undefined
    ? "What waits in the queue does not survive a restart of this command; LETSGO_QUEUE_DATA names a file that keeps it."
    : `What waits in the queue survives a restart: it is kept in ${queueData} (LETSGO_QUEUE_DATA).`;
}
