import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deleteLiveSettings, type LiveSettings, writeLiveSettings } from "@letsgo/config";
import type { Stack } from "@letsgo/testing";
import { healthWith } from "./health.ts";

/** The folder of a stack's live settings, on this machine. */
export function liveFolderOf({ name }: Stack): string {
  return path.join(tmpdir(), name);
}

/** Sets what is in force; without settings it is as the stack was started. Waits until the worker obeys. */
export async function setLive(stack: Stack, settings: LiveSettings = {}): Promise<void> {
  if (Object.keys(settings).length === 0) deleteLiveSettings(liveFolderOf(stack));
  else writeLiveSettings(liveFolderOf(stack), settings);
  const { mode = stack.mode, paused = false } = settings;
  await healthWith(`${stack.urls.worker}/health`, { mode, polling: paused ? "paused" : "polling" });
}

/** Opens a gate for the handlers that wait for it, in a stack on containers. */
export function openGate(stack: Stack, gate: string): void {
  writeFileSync(path.join(liveFolderOf(stack), gate), "");
}
