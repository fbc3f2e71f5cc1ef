import { workerEnvironment } from "../../packages/config/src/index.ts";
import { type Environment, processEnvironment, stackEnvironment } from "../config.ts";
import { buildEnvironment, portEnvironment } from "../settings/stack-settings.ts";

/**
 * The environment of compose. Values without which it cannot even read its file are left out, so that a stack can be looked
 * at and ended whatever has become of the settings since; a start refuses them before.
 *
 * @param own the process's environment, which compose reads over `.env`
 * @param all both
 */
export function composeEnvironment(
  own: Environment = processEnvironment(),
  all: Environment = stackEnvironment(),
): Environment {
  const unusable = Object.entries(settings).filter(([name, setting]) => {
    const text = all[name]?.trim() ?? "";
    return text !== "" && setting.parse(text) === undefined;
  });
  return { ...own, ...Object.fromEntries(unusable.map(([name]) => [name, ""])) };
}

// --- internal ---

const { LETSGO_WORKER_FUNCTION_TIMEOUT } = workerEnvironment;
const settings = { ...portEnvironment, ...buildEnvironment, LETSGO_WORKER_FUNCTION_TIMEOUT };
