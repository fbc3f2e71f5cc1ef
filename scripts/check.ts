import { cruise } from "./check/cruise.ts";
import { runCommand } from "./cli/command.ts";
import { run } from "./cli/run.ts";
import { createSteps, type Report } from "./cli/steps.ts";
import { root } from "./config.ts";
import { ensureDependencies } from "./install/dependencies.ts";

const help = `npm run check: types, lint, import directions, dead code and unit tests, as CI runs them

Usage: npm run check [-- --fix] [--no-tests]

  --fix        let Biome mend what it can first
  --no-tests   leave the unit tests out
  -h, --help   this text`;

await runCommand({
  name: "npm run check",
  help,
  options: { fix: { type: "boolean", default: false }, tests: { type: "boolean", default: true } },
  async main({ values, signal }) {
    const step = createSteps();
    const program =
      (command: string, ...args: string[]) =>
      async (report: Report) => {
        await run(`node_modules/.bin/${command}`, args, { cwd: root, signal, onLine: report });
      };
    await ensureDependencies(step, signal);
    if (values.fix) await step("format", program("biome", "check", "--write", "."));
    await step("types", program("tsc", "-p", "tsconfig.check.json"));
    await step("types of the pages", program("tsc", "-p", "services/web/tsconfig.json"));
    await step("types of the console's pages", program("tsc", "-p", "services/console/ui/tsconfig.json"));
    await step("lint", program("biome", "check", "."));
    const promises = ["--type-aware", "-A", "all", "-D", "typescript/no-floating-promises"];
    await step("floating promises", program("oxlint", ...promises, "packages", "services", "scripts", "test"));
    await step("import directions", () => cruise({ folder: root, signal }));
    await step("dead code", program("knip"));
    if (values.tests) await step("unit tests", program("vitest", "run", "--project", "unit*"));
    return 0;
  },
});
