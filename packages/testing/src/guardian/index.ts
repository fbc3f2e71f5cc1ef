export { createStackFolder } from "../ownership/stack-folder.ts";
export { createStackName } from "../ownership/stack-name.ts";
export type { Guardian, GuardianOptions } from "./start-guardian.ts";
export { startGuardian } from "./start-guardian.ts";
export type { GuardianTask } from "./task.ts";
