import { ScriptError } from "../cli/errors.ts";
import { run, tryRun } from "../cli/run.ts";
import { root } from "../config.ts";

const rooms = ["packages", "services", "scripts", "test"];

/**
 * Checks the import directions of `.dependency-cruiser.js`.
 *
 * @throws {ScriptError} naming each violation; also where fewer modules were read than git lists, since a parser that does
 * not understand the sources reads nothing and finds nothing
 */
export async function cruise({ folder, signal }: { folder: string; signal?: AbortSignal }): Promise<void> {
  const listed = await run("git", ["ls-files", ...rooms.map((room) => `${room}/**/*.ts`)], { cwd: folder, signal });
  const files = listed.split("\n").filter((file) => file !== "");
  const { violations, totalCruised } = await cruiseFiles(folder, rooms, signal);
  if (violations.length > 0) {
    throw new ScriptError(
      `Expected imports to keep their directions, got\n${violations.map((line) => `  ${line}`).join("\n")}`,
      "Move the code to the room that may import what it needs: .dependency-cruiser.js has the rules.",
    );
  }
  if (totalCruised < files.length) {
    throw new ScriptError(
      `Expected dependency-cruiser to read the ${files.length} modules that git lists, got ${totalCruised}.`,
      "Is @swc/core installed (npm ci)? Without its parser nothing is read and nothing found.",
    );
  }
}

/** Runs dependency-cruiser with the project's rules on some folders of `folder`. */
export async function cruiseFiles(folder: string, folders: readonly string[], signal?: AbortSignal) {
  const args = ["--config", `${root}/.dependency-cruiser.js`, "--output-type", "json", ...folders];
  const { output, tail } = await tryRun(`${root}/node_modules/.bin/depcruise`, args, { cwd: folder, signal });
  const json = output.slice(output.indexOf("{"));
  try {
    const { summary } = JSON.parse(json) as { summary: Summary };
    return {
      totalCruised: summary.totalCruised,
      violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    };
  } catch (error) {
    throw new ScriptError(`Expected dependency-cruiser to answer JSON, got\n${tail}`, "Run npm ci.", { cause: error });
  }
}

// --- internal ---

interface Summary {
  totalCruised: number;
  violations: { rule: { name: string }; from: string; to: string }[];
}
