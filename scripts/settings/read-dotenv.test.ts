// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are variables of compose

import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { readDotenv } from "./read-dotenv.ts";

it("fills variables in as compose does", async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), "letsgo-dotenv-"));
  const lines = [
    "A=1",
    "B=${A}2",
    "C='${A}2'",
    'D="$A"',
    "E=${X:-y}",
    "F=$$A",
    "G=${NOPE}z",
    "H=${HOME}/x",
    "I=${X-w}",
  ];
  await writeFile(path.join(folder.path, ".env"), lines.join("\n"));

  // As `docker compose config` shows them for the same file and environment.
  expect(readDotenv(folder.path, { A: "9", HOME: "/home/me" })).toEqual({
    A: "1",
    B: "92",
    C: "${A}2",
    D: "9",
    E: "y",
    F: "$A",
    G: "z",
    H: "/home/me/x",
    I: "w",
  });
  expect(readDotenv(folder.path, {})).toMatchObject({ B: "12", D: "1" });
  expect(readDotenv(path.join(folder.path, "none"), {})).toEqual({});
});
