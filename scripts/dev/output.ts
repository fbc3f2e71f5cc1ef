import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { formatLogLine, parseLogLine } from "../logs/format.ts";

/** Where all that the stack says goes: the terminal, and dev.log for other terminals. */
export interface DevOutput {
  /** A line that a service printed. */
  service(service: string, text: string): void;
  /** The supervisor's own words: for people as they are, in JSON as one line with these fields (`msg` may replace the words). */
  say(text: string, fields?: Readonly<Record<string, unknown>>): void;
  close(): void;
}

interface OutputOptions {
  /** The file of the log; it is begun anew. */
  log: string;
  /** Print JSON lines: each one that a service prints unchanged, any other text as the `msg` of one. */
  json: boolean;
  color: boolean;
  print?: (text: string) => void;
}

/** The supervisor's name among the services of the log. */
export const supervisorName = "dev";

export function createDevOutput({
  log,
  json,
  color,
  print = (text) => void process.stdout.write(`${text}\n`),
}: OutputOptions): DevOutput {
  mkdirSync(path.dirname(log), { recursive: true });
  const file = openSync(log, "w");
  return {
    service(service, text) {
      if (text.trim() === "") return;
      const line = parseLogLine(text, service);
      const asJson = text.startsWith("{") && "level" in line ? text : JSON.stringify(line);
      writeSync(file, `${asJson}\n`);
      print(json ? asJson : formatLogLine(line, color));
    },
    say(text, fields = {}) {
      const line = { time: new Date().toISOString(), level: "info", service: supervisorName, msg: text, ...fields };
      writeSync(file, `${JSON.stringify(line)}\n`);
      print(json ? JSON.stringify(line) : text);
    },
    close: () => closeSync(file),
  };
}
