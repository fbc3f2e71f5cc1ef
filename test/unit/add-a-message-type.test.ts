import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyDiff, blocksOf } from "../support/page-steps.ts";
import { root } from "../support/run-script.ts";

const run = promisify(execFile);
const blocks = blocksOf("docs/add-a-message-type.md");
const DEADLINE_MS = 60_000;
const WORKER_DEADLINE_MS = 45_000;

let project: string;
beforeAll(() => {
  project = copyProject();
  for (const { language, file = "", text } of blocks) {
    const target = path.join(project, file);
    if (language === "diff") writeFileSync(target, applyDiff(readFileSync(target, "utf8"), text));
    if (language === "ts") writeFileSync(target, text);
  }
});
afterAll(() => rmSync(project, { recursive: true }));

describe("docs/add-a-message-type.md", { timeout: DEADLINE_MS }, () => {
  it("has every step", () => {
    expect(blocks.map(({ language, file }) => `${language} ${file}`)).toEqual([
      "diff packages/types/src/catalogue.ts",
      "ts services/worker/src/handlers/invoice-send.ts",
      "diff services/worker/src/handlers/index.ts",
      "diff services/worker/src/handlers/index.ts",
      "ts send-invoice.ts",
      ...Array.from({ length: 4 }, (_, index) => `${index < 3 ? "sh" : ""} send-invoice.ts`),
    ]);
  });

  it("gives code that compiles, and refuses a payload of another shape", async () => {
    const wrong = readFileSync(path.join(project, "send-invoice.ts"), "utf8").replace('invoiceId: "7"', "invoiceId: 7");
    writeFileSync(path.join(project, "wrong.ts"), wrong);
    const compile = (file: string) => {
      writeFileSync(path.join(project, "tsconfig.json"), tsconfigOf("services/worker/src/handlers", file));
      return run(process.execPath, [path.join(root, "node_modules/typescript/bin/tsc"), "-p", project]);
    };

    await compile("send-invoice.ts");
    await expect(compile("wrong.ts")).rejects.toMatchObject({
      stdout: expect.stringMatching(/wrong\.ts.*number.*string/),
    });
  });

  it("makes the worker handle what the script and curl send, as its last lines say", async () => {
    await using worker = await startWorker();
    const { line } = worker;

    const { stdout } = await run(process.execPath, ["--conditions=source", "send-invoice.ts"], {
      cwd: project,
      env: { ...process.env, LETSGO_LOCAL_QUEUE_URL: worker.url },
    });
    await line({ msg: "Invoice sent", messageId: stdout.trim(), invoiceId: "7" });
    await line({ msg: "Message succeeded", messageId: stdout.trim(), type: "invoice:send" });

    const [, body = ""] = /--data '(.*)'/.exec(blocks.map(({ text }) => text).join("\n")) ?? [];
    const headers = { "content-type": "application/x-www-form-urlencoded" }; // as curl has it
    expect((await fetch(worker.url, { method: "POST", headers, body })).status).toBe(201);
    for (const [, msg = ""] of blocks.at(-1)?.text.matchAll(/^worker {2}(\w+ \w+)/gm) ?? [])
      await line({ msg, messageId: "by-hand" });
  });
});

// --- internal ---

/** The packages and the worker, resolving each other, on the project's own dependencies. */
function copyProject(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "letsgo-page-"));
  const isSource = (file: string) => !/(^|\/)(node_modules|dist)$|\.test\.ts$|\.tsbuildinfo$/.test(file);
  for (const each of ["packages", "services/worker"])
    cpSync(path.join(root, each), path.join(folder, each), { recursive: true, filter: isSource });
  for (const file of ["package.json", "tsconfig.base.json"]) cpSync(path.join(root, file), path.join(folder, file));
  const modules = path.join(folder, "node_modules");
  mkdirSync(path.join(modules, "@letsgo"), { recursive: true });
  for (const name of readdirSync(path.join(root, "node_modules")).filter((each) => each !== "@letsgo"))
    symlinkSync(path.join(root, "node_modules", name), path.join(modules, name));
  for (const name of readdirSync(path.join(folder, "packages")))
    symlinkSync(path.join(folder, "packages", name), path.join(modules, "@letsgo", name));
  return folder;
}

function tsconfigOf(...include: string[]): string {
  return JSON.stringify({ extends: "./tsconfig.base.json", compilerOptions: { noEmit: true }, include });
}

async function startWorker() {
  const child = spawn(process.execPath, ["--conditions=source", "services/worker/src/main.ts"], {
    cwd: project,
    env: { PATH: process.env.PATH, PORT: "0", LETSGO_LOCAL_QUEUE_URL: "http://127.0.0.1:9" },
    stdio: ["ignore", "pipe", "inherit"],
    // Its end ends the wait for a line that does not come.
    timeout: WORKER_DEADLINE_MS,
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  /** Waits for the next line that holds these fields. */
  async function line(fields: object): Promise<Record<string, unknown>> {
    const others: string[] = [];
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      const said = JSON.parse(next.value) as Record<string, unknown>;
      if (Object.entries(fields).every(([name, value]) => said[name] === value)) return said;
      others.push(next.value);
    }
    throw new Error(`Expected the worker to say ${JSON.stringify(fields)}, got its end and ${others.join("\n")}`);
  }
  return {
    url: String((await line({ msg: "Listening" })).url),
    line,
    async [Symbol.asyncDispose]() {
      if (child.kill("SIGTERM")) await once(child, "exit");
    },
  };
}
