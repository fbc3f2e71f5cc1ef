import { stripVTControlCharacters } from "node:util";

/** Tells what goes on inside a step: shown for a moment on a terminal, else now and then. */
export type Report = (text: string) => void;

/** Runs one step of a long way and tells the user of its begin, its end and how long it took. */
export type Step = <T>(title: string, work: (report: Report) => Promise<T>) => Promise<T>;

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

interface Running {
  readonly title: string;
  readonly startedAt: number;
  detail: string;
}

/** How often a step that is still at work says so where there is no terminal. */
const heartbeatMs = 15_000;

/** Makes a {@link Step}; several of its steps may run side by side. */
export function createSteps(output: Output = process.stdout): Step {
  const running = new Set<Running>();
  const screen = output.isTTY ? createStatusLine(output, running) : createPlainLines(output, running);
  return async (title, work) => {
    const step: Running = { title, startedAt: performance.now(), detail: "" };
    running.add(step);
    screen.begin(step);
    let mark = "✖";
    try {
      const result = await work((text) => {
        step.detail = stripVTControlCharacters(text).trim() || step.detail;
      });
      mark = "✔";
      return result;
    } finally {
      running.delete(step);
      screen.end(`${mark} ${title} (${secondsSince(step.startedAt)} s)`);
    }
  };
}

// --- internal ---

interface Screen {
  begin(step: Running): void;
  end(line: string): void;
}

function createPlainLines(output: Output, running: ReadonlySet<Running>): Screen {
  let timer: NodeJS.Timeout | undefined;
  const beat = () => {
    for (const { title, startedAt, detail } of running) {
      output.write(`  ${title}: ${secondsSince(startedAt)} s so far${detail && `, ${shorten(detail, 120)}`}\n`);
    }
  };
  return {
    begin({ title }) {
      output.write(`› ${title}\n`);
      timer ??= setInterval(beat, heartbeatMs).unref();
    },
    end(line) {
      output.write(`${line}\n`);
      if (running.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function createStatusLine(output: Output, running: ReadonlySet<Running>): Screen {
  let timer: NodeJS.Timeout | undefined;
  const clear = "\r\x1b[2K";
  const draw = () => {
    const parts = [...running].map(
      ({ title, startedAt, detail }) =>
        `${title} ${secondsSince(startedAt)} s${running.size === 1 && detail ? `: ${detail}` : ""}`,
    );
    output.write(`${clear}${shorten(`… ${parts.join(" · ")}`, (output.columns || 80) - 1)}`);
  };
  return {
    begin() {
      timer ??= setInterval(draw, 100).unref();
      draw();
    },
    end(line) {
      output.write(`${clear}${line}\n`);
      if (running.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function secondsSince(startedAt: number): string {
  return ((performance.now() - startedAt) / 1000).toFixed(1);
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, Math.max(0, length - 1))}…` : text;
}
