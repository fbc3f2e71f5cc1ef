import type { Reporter, TestModule } from "vitest/node";

/**
 * Prints `N passed, N failed, N skipped` alone on the run's last line, and above it which suites were skipped for want of
 * something, as their names tell. A failed hook or import counts as a failure.
 */
export default class LastLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const lacking: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state === "pending" ? "skipped" : state] += 1;
      }
      const suites = [...module.children.allSuites()];
      for (const suite of [module, ...suites]) count.failed += suite.errors().length;
      lacking.push(...suites.map(({ name }) => name).filter((name) => name.includes("(skipped: ")));
    }
    process.once("exit", () => {
      for (const name of lacking) console.log(`not run: ${name}`);
      console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
    });
  }
}
