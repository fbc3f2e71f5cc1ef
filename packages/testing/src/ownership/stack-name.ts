import { createHash, randomBytes } from "node:crypto";
import { realpathSync } from "node:fs";

/** What the names of all test stacks of one checkout begin with. */
export function stackPrefixOf(projectDirectory: string): string {
  const hash = createHash("sha256").update(realpathSync(projectDirectory)).digest("hex").slice(0, 8);
  return `letsgo-test-${hash}-`;
}

/** A new name for a test stack. */
export function createStackName(projectDirectory: string): string {
  return `${stackPrefixOf(projectDirectory)}${randomBytes(4).toString("hex")}`;
}
