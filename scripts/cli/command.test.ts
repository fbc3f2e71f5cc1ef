import { describe, expect, it } from "vitest";
import { Interrupted, parseCommandLine, runToExitCode } from "./command.ts";
import { ProgramError, ScriptError } from "./errors.ts";

const command = {
  name: "npm start",
  help: "npm start   the help",
  options: { yes: { type: "boolean" }, follow: { type: "boolean" } },
  main: async () => 0,
} as const;

async function outcomeOf(thrown: unknown): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const code = await runToExitCode(
    () => Promise.reject(thrown),
    "npm start",
    (line) => lines.push(line),
  );
  return { code, text: lines.join("\n") };
}

describe("a command line", () => {
  it("gives the values of its options", () => {
    expect(parseCommandLine(command, ["--yes", "--no-follow"])).toMatchObject({ values: { yes: true, follow: false } });
  });

  it("is answered by the help where it asks for it", () => {
    expect(parseCommandLine(command, ["--help"])).toBe(command.help);
    expect(parseCommandLine(command, ["-h"])).toBe(command.help);
  });

  it("is refused, with the help, where an option or word is not known", () => {
    expect(() => parseCommandLine(command, ["--nope"])).toThrow(ScriptError);
    expect(() => parseCommandLine(command, ["word"])).toThrow(ScriptError);
  });
});

describe("a command's end", () => {
  it("is 0 unless main says otherwise", async () => {
    expect(await runToExitCode(async () => undefined, "npm start")).toBe(0);
    expect(await runToExitCode(async () => 3, "npm start")).toBe(3);
  });

  it("tells why and what mends it, without a stack", async () => {
    const cause = new ProgramError("npm ci", 1, "npm error network");
    const { code, text } = await outcomeOf(new ScriptError("npm could not install.", "Check the registry.", { cause }));

    expect(code).toBe(1);
    expect(text).toContain("npm start: npm could not install.\nnpm error network\n\nCheck the registry.");
    expect(text).not.toContain("    at ");
  });

  it("shows where an error of our own making came from", async () => {
    expect((await outcomeOf(new TypeError("x is not a function"))).text).toContain("command.test.ts");
  });

  it("has the signal's exit code after Ctrl-C", async () => {
    expect((await outcomeOf(new Interrupted("SIGINT"))).code).toBe(130);
  });
});
