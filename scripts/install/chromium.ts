import { existsSync } from "node:fs";
import { ProgramError } from "../cli/errors.ts";
import type { Step } from "../cli/steps.ts";
import { type Environment, isCi, processEnvironment } from "../config.ts";
import { aptInstall } from "./apt.ts";
import { askYesNo, consentTo } from "./consent.ts";
import { distribution, rights } from "./machine.ts";

/** Is there a browser for the tests? If not, why. */
export type Browser =
  | { readonly available: true; readonly path: string }
  | { readonly available: false; readonly reason: string };

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const remedy = "install Chromium or Chrome, or name one by CHROMIUM_PATH";

/** The browser that CHROMIUM_PATH names, else the first one in the usual places. */
export function findChromium(
  environment: Environment,
  exists: (file: string) => boolean = existsSync,
): string | undefined {
  return environment.CHROMIUM_PATH || places.find(exists);
}

/** The package that brings Chromium; undefined where we know none. */
export function chromiumPackageOf(distributionId: string | undefined): string | undefined {
  if (distributionId === "debian") return "chromium";
  return distributionId === "ubuntu" ? "chromium-browser" : undefined;
}

/** Brings about a Chromium; where that cannot be, says why instead of throwing. */
export async function ensureChromium(options: { step: Step; yes: boolean; signal: AbortSignal }): Promise<Browser> {
  const present = findChromium(processEnvironment());
  if (present)
    return existsSync(present)
      ? { available: true, path: present }
      : absent(`CHROMIUM_PATH names ${present}, which does not exist`);
  const name = chromiumPackageOf(distribution()?.id);
  if (!name) return absent(`no Chromium or Chrome was found: ${remedy}`);
  const held = await rights();
  const consent = consentTo({ yes: options.yes, ci: isCi(), isTty: process.stdin.isTTY === true, rights: held });
  if (consent.kind === "refused") return absent(`no Chromium was found, and ${consent.reason}: ${remedy}`);
  if (consent.kind === "ask" && !(await askYesNo(`No Chromium here. Install ${name} by apt?`, options.signal))) {
    return absent(`no Chromium was found, and you said no to installing it: ${remedy}`);
  }
  return options.step(`Chromium (apt: ${name})`, async (report) => {
    try {
      await aptInstall([name], { rights: held, report, signal: options.signal });
    } catch (error) {
      if (!(error instanceof ProgramError)) throw error;
      return absent(`apt could not install ${name}: ${error.message}`);
    }
    const path = findChromium(processEnvironment());
    return path ? { available: true, path } : absent(`apt installed ${name}, but it brought no browser: ${remedy}`);
  });
}

// --- internal ---

function absent(reason: string): Browser {
  return { available: false, reason };
}
