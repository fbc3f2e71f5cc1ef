import { mkdtempDisposable, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readEnvFile, writeEnvFile } from "./env-file.ts";

test("lines that are not ours stay as they are", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "env-file-"));
  const path = join(folder.path, ".env");
  await writeFile(path, "# mine\nWEB_PORT=4000\n\nNODE_IMAGE=old\n");

  await writeEnvFile(path, { NODE_IMAGE: "new", PYTHON_IMAGE: "python" });

  expect(await readFile(path, "utf8")).toBe("# mine\nWEB_PORT=4000\n\nNODE_IMAGE=new\nPYTHON_IMAGE=python\n");
});

test("undefined removes a line, and a file that would not change is not written", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "env-file-"));
  const path = join(folder.path, ".env");
  await writeEnvFile(path, { GONE: undefined });
  await expect(stat(path)).rejects.toThrow("ENOENT");
  await writeFile(path, "A=1\nGONE=2\nB=3");

  await writeEnvFile(path, { GONE: undefined, A: "1" });
  expect(await readEnvFile(path)).toEqual(
    new Map([
      ["A", "1"],
      ["B", "3"],
    ]),
  );

  const { ino } = await stat(path);
  await writeEnvFile(path, { GONE: undefined, A: "1" });
  expect((await stat(path)).ino).toBe(ino);
});

test("values are read as compose reads them: quotes go, later lines win, comments count for nothing", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "env-file-"));
  const path = join(folder.path, ".env");
  await writeFile(path, "# A=0\r\nA=1\r\nexport A = 'two words'\r\nB=\r\n");

  expect(Object.fromEntries(await readEnvFile(path))).toEqual({ A: "two words", B: "" });
});
