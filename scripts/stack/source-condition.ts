import { registerHooks } from "node:module";

/**
 * From here on imports of the workspace's packages find their sources, which need no build: the same as starting Node with
 * `--conditions=source`.
 */
export function useSources(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, "source"] }),
  });
}
