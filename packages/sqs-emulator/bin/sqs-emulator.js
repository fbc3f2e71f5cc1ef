#!/usr/bin/env node
import { existsSync } from "node:fs";

// Within the repository it runs before anything is built, too.
if (existsSync(new URL("../dist/cli/main.js", import.meta.url))) await import("../dist/cli/main.js");
else await import("../src/cli/main.ts");
