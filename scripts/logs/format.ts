import { stripVTControlCharacters, styleText } from "node:util";

/** One line of the stack's log: a service's own JSON line, or the text that another program printed. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly service: string; readonly msg: string };

type Style = Parameters<typeof styleText>[0];

/** Shown at a place of their own, so not among the fields. */
const placed = new Set(["time", "level", "service", "msg", "err", "pid", "hostname", "hop"]);
const levelStyles: Record<string, Style> = { warn: "yellow", error: "red", fatal: "red", debug: "gray", trace: "gray" };
const serviceStyles: Record<string, Style> = {
  web: "magenta",
  api: "blue",
  worker: "cyan",
  console: "yellow",
  localstack: "green",
  sqs: "green",
};

/** Reads what a service printed. A line that is no JSON object counts as a message of level info. */
export function parseLogLine(text: string, service: string, time = new Date().toISOString()): LogLine {
  const value = parseObject(text);
  if (value) return { ...value, service: textOf(value.service) ?? service, msg: textOf(value.msg) ?? "" };
  return { time, level: "info", service, msg: text };
}

/** One log line for people: time, service, level where it is not info, message, fields; an error's stack below. */
export function formatLogLine(line: LogLine, color: boolean): string {
  const paint = (style: Style, text: string) => (color ? styleText(style, text, { validateStream: false }) : text);
  const level = textOf(line.level) ?? "info";
  const style = levelStyles[level];
  const fields = Object.entries(line)
    .filter(([name, value]) => !placed.has(name) && value !== undefined && !isTold(name, line))
    .map(([name, value]) => `${paint("dim", `${name}=`)}${toPrintable(textOf(value) ?? JSON.stringify(value))}`);
  const words = [
    paint("dim", clockOf(line.time)),
    paint(serviceStyles[line.service] ?? "bold", line.service.padEnd(6)),
    ...(level === "info" ? [] : [paint(style ?? "bold", level.toUpperCase())]),
    style ? paint(style, toPrintable(line.msg)) : toPrintable(line.msg),
    ...fields,
  ];
  return [words.join(" "), ...errorLines(line.err).map((text) => paint("red", `         ${toPrintable(text)}`))].join(
    "\n",
  );
}

// --- internal ---

/** A trace that nobody has begun elsewhere is named by the message's id, which the line has already. */
function isTold(name: string, { traceId, messageId }: LogLine): boolean {
  return name === "traceId" && traceId === textOf(messageId)?.replaceAll("-", "");
}

function parseObject(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Ids and types are the sender's: their line breaks and escape sequences must not forge lines or drive the terminal. */
function toPrintable(text: string): string {
  const toEscape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return stripVTControlCharacters(text).replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, toEscape);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function clockOf(time: unknown): string {
  const date = new Date(typeof time === "string" || typeof time === "number" ? time : Number.NaN);
  if (Number.isNaN(date.getTime())) return "--:--:--.---";
  return `${date.toTimeString().slice(0, 8)}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** The stack, which begins with the error's name and message, and the stacks of its causes. */
function errorLines(error: unknown): string[] {
  if (error === undefined || error === null) return [];
  if (typeof error !== "object") return [String(error)];
  const { stack, message } = error as { stack?: unknown; message?: unknown };
  return (textOf(stack) ?? textOf(message) ?? JSON.stringify(error)).split("\n");
}
