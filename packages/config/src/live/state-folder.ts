import path from "node:path";
import { parseEnvironment } from "../parse-environment.ts";
import { type Environment, text } from "../setting.ts";

export const stateEnvironment = {
  LETSGO_STATE_DIR: text({
    meaning:
      "The folder of what one stack leaves on the disk, its live settings (`live.json`) among it; relative to the working directory. Each stack needs its own.",
    default: "./.letsgo",
  }),
};

/** The absolute path of the stack's folder. */
export function stateFolderOf(environment: Environment): string {
  return path.resolve(parseEnvironment(stateEnvironment, environment).LETSGO_STATE_DIR);
}
