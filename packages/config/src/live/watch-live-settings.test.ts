import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  deleteLiveSettings,
  LIVE_FILE,
  type LiveValues,
  readLiveSettings,
  watchLiveSettings,
  writeLiveSettings,
} from "../index.ts";

let folder: string;
const address = { LETSGO_LOCAL_QUEUE_URL: "http://127.0.0.1:3002" };

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "letsgo-live-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Live settings of `folder`, and what they log. */
function start(environment: Record<string, string> = { ...address, LETSGO_QUEUE_MODE: "queued" }) {
  const errors: string[] = [];
  const changes: LiveValues[] = [];
  const log = { info: () => {}, error: (_fields: object, text: string) => void errors.push(text) };
  const live = watchLiveSettings({ ...environment, LETSGO_STATE_DIR: folder }, log);
  live.onChange((values) => changes.push(values));
  onTestFinished(() => live.close());
  return { live, errors, changes, mode: () => live.values().mode };
}

const put = (text: string) => writeFileSync(path.join(folder, LIVE_FILE), text);
const direct = { mode: "direct", source: "live.json, over the environment's queued" };
const environments = { mode: "queued", source: "LETSGO_QUEUE_MODE" };

describe("live settings", () => {
  it("are the environment's where there is no file, the file's once there is one, and the environment's after it", async () => {
    const { mode, changes } = start();
    expect(mode()).toEqual(environments);

    writeLiveSettings(folder, { mode: "direct" });
    await vi.waitFor(() => expect(mode()).toEqual(direct));
    deleteLiveSettings(folder);
    await vi.waitFor(() => expect(mode()).toEqual(environments));

    expect(changes.map((values) => values.mode)).toEqual([direct, environments]);
  });

  it("count from the first moment where the file was there before", () => {
    writeLiveSettings(folder, { mode: "direct", paused: true });

    const { live } = start();

    expect(live.values()).toEqual({ mode: direct, paused: true, pausedSource: "live.json" });
  });

  it("name no difference where the file says what the environment says", () => {
    writeLiveSettings(folder, { mode: "queued" });

    expect(start().mode()).toEqual({ mode: "queued", source: "live.json" });
  });

  it("are found in a folder that is made later, and made again", async () => {
    rmSync(folder, { recursive: true });
    const { mode } = start();

    mkdirSync(folder);
    writeLiveSettings(folder, { mode: "direct" });
    await vi.waitFor(() => expect(mode()).toEqual(direct));
    rmSync(folder, { recursive: true });

    await vi.waitFor(() => expect(mode()).toEqual(environments));
  });

  it.each([
    ["{", /no JSON/],
    ["", /no JSON/],
    ["[]", /JSON object, got \[\]/],
    ["null", /JSON object, got null/],
    ['{"mode":"sqs"}', /mode to be "direct" or "queued", got "sqs"/],
    ['{"paused":"yes"}', /paused to be true or false, got "yes"/],
    ['{"mode":"direct","faults":{}}', /keys to be among mode, paused, got "faults"/],
    ['{"__proto__":{}}', /got "__proto__"/],
  ])("keep the last good values and tell once, on one line, where the file says %j", async (text, reason) => {
    writeLiveSettings(folder, { mode: "direct" });
    const { mode, errors, changes } = start();

    put(text);
    await vi.waitFor(() => expect(errors).toHaveLength(1));
    writeLiveSettings(folder, { mode: "direct", paused: true });
    await vi.waitFor(() => expect(changes).toHaveLength(1));

    expect(errors).toEqual([expect.stringMatching(reason)]);
    expect(errors[0]).not.toContain("\n");
    expect(mode()).toEqual(direct);
  });

  it("do not mind a file that is found half written", async () => {
    const { mode, errors } = start();

    put("");
    put('{"mode":');
    put('{"mode":"direct"}');
    await vi.waitFor(() => expect(mode()).toEqual(direct));

    expect(errors).toEqual([]);
  });

  it("refuse direct where there is no worker to post to", async () => {
    const { mode, errors } = start({});

    writeLiveSettings(folder, { mode: "direct" });
    await vi.waitFor(() => expect(errors).toHaveLength(1));

    expect(errors[0]).toContain("the mode of live.json is direct, got none");
    expect(mode()).toEqual({ mode: "queued", source: "default" });
  });

  it("stay as they are after close", async () => {
    const { live, mode, changes } = start();
    const other = start();

    live.close();
    writeLiveSettings(folder, { mode: "direct" });
    await vi.waitFor(() => expect(other.mode()).toEqual(direct));

    expect(mode()).toEqual(environments);
    expect(changes).toEqual([]);
  });
});

describe("the file of live settings", () => {
  it("is written whole, readable by all, and leaves no draft", () => {
    writeLiveSettings(folder, { mode: "direct" });
    writeLiveSettings(folder, { ...readLiveSettings(folder), paused: true });

    expect(readLiveSettings(folder)).toEqual({ mode: "direct", paused: true });
    expect(readdirSync(folder)).toEqual([LIVE_FILE]);
    expect(statSync(path.join(folder, LIVE_FILE)).mode & 0o777).toBe(0o644);
  });

  it("is not written where a value cannot be used", () => {
    expect(() => writeLiveSettings(folder, { mode: "sqs" as "direct" })).toThrow("mode");
    expect(readdirSync(folder)).toEqual([]);
  });
});
