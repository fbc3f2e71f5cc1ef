import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { startEmulator } from "../start-emulator.ts";
import { startSource } from "../test-support/command.ts";
import { createDataFile } from "../test-support/data-file.ts";
import { loadSqlite } from "./load-sqlite.ts";

const { DatabaseSync } = loadSqlite();

async function refusalOf(data: string): Promise<string> {
  const error = await startEmulator({ data }).then(
    () => undefined,
    (refusal) => refusal,
  );
  expect(error).toMatchObject({ name: "EmulatorError", code: data === "" ? "InvalidOption" : "CannotOpenData" });
  return String(error.message);
}

test("a file that another emulator has open is refused, in this process and in another", async () => {
  using file = createDataFile();
  await using emulator = await startEmulator({ data: file.path });

  expect(await refusalOf(file.path)).toMatch(/alone, got one that another process has open; end that one/);
  await using other = startSource(["--port", "0", "--data", file.path]);
  expect(await other.exited).toBe(1);
  expect(other.out.stderr).toMatch(/^sqs-emulator: Expected .*queues\.db to be this emulator's alone/);
  expect(other.out.stderr).not.toContain("SQLite");
  expect(emulator.queues).toEqual([]);
});

test("a start that fails for another reason leaves the file free", async () => {
  using file = createDataFile();
  await using taken = await startEmulator();
  const port = Number(new URL(taken.url).port);
  await expect(startEmulator({ data: file.path, port })).rejects.toMatchObject({ code: "CannotListen" });

  await using emulator = await startEmulator({ data: file.path });

  expect(emulator.queues).toEqual([]);
});

test("what is no emulator's file is refused and stays as it is", async () => {
  using file = createDataFile();
  writeFileSync(file.path, "Dear diary, ".repeat(1000));
  expect(await refusalOf(file.path)).toContain("got a file of another kind; give the name of a file that does not");
  expect(readFileSync(file.path, "utf8")).toBe("Dear diary, ".repeat(1000));

  using database = createDataFile();
  const foreign = new DatabaseSync(database.path);
  foreign.exec("CREATE TABLE diary (text TEXT)");
  foreign.close();
  const before = readFileSync(database.path);
  expect(await refusalOf(database.path)).toContain("got another program's database");
  expect(readFileSync(database.path)).toEqual(before);
});

test("a file from before receives with attempt ids were kept is opened, and keeps them from then on", async () => {
  using file = createDataFile();
  await (await startEmulator({ data: file.path })).close();
  using earlier = new DatabaseSync(file.path);
  earlier.exec("DROP TABLE receive_attempts");
  earlier.close();

  await (await startEmulator({ data: file.path })).close();

  using later = new DatabaseSync(file.path);
  expect(later.prepare("SELECT count(*) AS kept FROM receive_attempts").get()).toEqual({ kept: 0 });
});

test("a file of a newer emulator is refused, and says of which version", async () => {
  using file = createDataFile();
  await (await startEmulator({ data: file.path })).close();
  const newer = new DatabaseSync(file.path);
  newer.exec("PRAGMA user_version = 7");
  newer.close();

  expect(await refusalOf(file.path)).toMatch(/version 1 or older, got 7, which a newer emulator has written/);
});

test("a damaged file is refused", async () => {
  using file = createDataFile();
  await (await startEmulator({ data: file.path })).close();
  const bytes = readFileSync(file.path);
  writeFileSync(file.path, bytes.fill(0xff, 4096));

  expect(await refusalOf(file.path)).toMatch(/whole, got a damaged database|Expected to read/);
});

test("a folder that is not there, a folder, and no name are refused", async () => {
  using file = createDataFile();

  expect(await refusalOf(path.join(file.path, "queues.db"))).toContain("in a folder that exists, got ENOENT");
  expect(await refusalOf(path.dirname(file.path))).toContain("got unable to open database file");
  expect(await refusalOf("")).toContain('Expected data to be the name of a file, got ""');
});

test("nobody else may read the messages", async () => {
  using file = createDataFile();
  await using _ = await startEmulator({ data: file.path });

  for (const name of [file.path, `${file.path}-wal`]) expect(statSync(name).mode & 0o777).toBe(0o600);
});
