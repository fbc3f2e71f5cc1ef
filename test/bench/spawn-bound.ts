import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

/** Starts a program of this project by Node. It ends with this process, however that ends. */
export function spawnBound(
  args: readonly string[],
  { environment, output }: { environment?: Record<string, string | undefined>; output: "pipe" | "ignore" },
): ChildProcess {
  const before = ["--conditions=source", `--import=${import.meta.resolve("./end-with-parent.ts")}`];
  const stdio: SpawnOptions["stdio"] = ["ignore", output, output === "pipe" ? "inherit" : "ignore", "ipc"];
  const child = spawn(process.execPath, [...before, ...args], { ...(environment && { env: environment }), stdio });
  // The channel alone does not keep this process.
  child.channel?.unref();
  return child;
}
