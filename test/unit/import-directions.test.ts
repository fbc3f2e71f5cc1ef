import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cruiseFiles } from "../../scripts/check/cruise.ts";

/** Each offence in a little tree of the same shape, and the rule that has to find it. */
const offences: [rule: string, file: string, source: string][] = [
  ["services-apart", "services/api/src/app.ts", 'export * from "../../worker/src/handler.ts";'],
  ["packages-below-services", "packages/queue/src/up.ts", 'export * from "../../../services/worker/src/handler.ts";'],
  ["event-source-alone", "packages/event-source/src/peer.ts", 'export * from "../../config/src/index.ts";'],
  ["sqs-emulator-alone", "packages/sqs-emulator/src/peer.ts", 'export * from "../../config/src/index.ts";'],
  [
    "sqs-emulator-without-dependencies",
    "packages/sqs-emulator/src/sdk.ts",
    'import type { SQSClient } from "@aws-sdk/client-sqs"; export type A = SQSClient;',
  ],
  ["foundation-at-the-bottom", "packages/config/src/up.ts", 'export * from "../../queue/src/index.ts";'],
  ["queue-below-activity", "packages/queue/src/activity.ts", 'export * from "../../activity/src/index.ts";'],
  [
    "sdk-rooms",
    "services/api/src/sdk.ts",
    'import type { SQSClient } from "@aws-sdk/client-sqs"; export type A = SQSClient;',
  ],
  ["sdk-rooms", "services/worker/src/sdk.ts", 'export const sdk = () => import("@aws-sdk/client-sqs");'],
  ["by-package-name", "services/api/src/path.ts", 'export * from "../../../packages/config/src/index.ts";'],
  ["declared", "packages/queue/src/phantom.ts", 'export * from "phantom";'],
  ["no-cycles", "packages/queue/src/a.ts", 'import type { B } from "./b.ts"; export type A = B;'],
];

const files: [file: string, source: string][] = [
  ["package.json", '{ "name": "tree", "type": "module", "dependencies": { "@aws-sdk/client-sqs": "*" } }'],
  ["node_modules/@aws-sdk/client-sqs/package.json", '{ "name": "@aws-sdk/client-sqs", "main": "index.js" }'],
  ["node_modules/@aws-sdk/client-sqs/index.js", ""],
  ["node_modules/phantom/package.json", '{ "name": "phantom", "main": "index.js" }'],
  ["node_modules/phantom/index.js", ""],
  ["packages/queue/src/b.ts", 'import type { A } from "./a.ts"; export type B = A | undefined;'],
  ...["packages/queue", "packages/config", "packages/activity"].map(
    (name) => [`${name}/src/index.ts`, "export {};"] as [string, string],
  ),
  ["services/worker/src/handler.ts", "export const handler = 1;"],
];

let folder: string;
let violations: string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "letsgo-imports-"));
  for (const [file, source] of [...files, ...offences.map(([, ...rest]) => rest)]) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), source);
  }
  ({ violations } = await cruiseFiles(folder, ["packages", "services"]));
}, 30_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(offences)("finds the planted offence against %s in %s", (rule, file) => {
  expect(violations.filter((line) => line.startsWith(`${rule}: ${file} `))).toHaveLength(1);
});

it("finds nothing else than what was planted", () => {
  const planted = offences.map(([rule, file]) => `${rule}: ${file} `);

  const others = violations.filter((line) => !planted.some((start) => line.startsWith(start)));

  expect(others.filter((line) => !line.startsWith("no-cycles: packages/queue/src/b.ts"))).toEqual([]);
});
