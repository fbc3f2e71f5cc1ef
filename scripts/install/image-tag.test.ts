import { copyFile, mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readEnvFile } from "./base-images/env-file.ts";
import { ensureImageTag } from "./image-tag.ts";

const makeFolder = () => mkdtempDisposable(join(tmpdir(), "image-tag-"));
const tagIn = async (folder: string) => (await readEnvFile(join(folder, ".env"))).get("LETSGO_IMAGE_TAG");

test("two checkouts have two tags, each the same at every start, also where one is a copy of the other", async () => {
  await using one = await makeFolder();
  await using two = await makeFolder();

  await ensureImageTag(one.path, {});
  await copyFile(join(one.path, ".env"), join(two.path, ".env"));
  await ensureImageTag(two.path, {});
  const first = await tagIn(one.path);
  await ensureImageTag(one.path, {});

  expect(first).toMatch(/^local-[0-9a-f]{8}$/);
  expect(await tagIn(one.path)).toBe(first);
  expect(await tagIn(two.path)).toMatch(/^local-[0-9a-f]{8}$/);
  expect(await tagIn(two.path)).not.toBe(first);
});

test("a tag that a person chose is kept, in .env and in the shell", async () => {
  await using folder = await makeFolder();
  await ensureImageTag(folder.path, { LETSGO_IMAGE_TAG: "mine" });
  expect(await tagIn(folder.path)).toBeUndefined();

  await writeFile(join(folder.path, ".env"), "LETSGO_IMAGE_TAG=mine\n");
  await ensureImageTag(folder.path, {});

  expect(await tagIn(folder.path)).toBe("mine");
});
