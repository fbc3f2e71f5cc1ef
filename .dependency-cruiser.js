import { Visitor } from "@swc/core/Visitor.js";

// swc's visitor, through which dependency-cruiser reads, refuses every file with a `using` declaration.
const visitStatement = Visitor.prototype.visitStatement;
Visitor.prototype.visitStatement = function visitStatementOrUsing(statement) {
  if (statement.type !== "UsingDeclaration") return visitStatement.call(this, statement);
  statement.decls = this.visitVariableDeclarators(statement.decls);
  return statement;
};

/** Import directions. `scripts/check.ts` fails when fewer modules were cruised than git lists, since a parser that is missing passes silently. */
const sdk = "^node_modules/(@aws-sdk|@smithy)/";
const tests = "\\.test\\.ts$|/test-support/|^test/";
const error = (name, from, to) => ({ name, severity: "error", from, to });

export default {
  forbidden: [
    error("no-cycles", {}, { circular: true }),
    error(
      "services-apart",
      { path: "^services/(console/[^/]+|[^/]+)/" },
      { path: "^services/", pathNot: "^services/$1/" },
    ),
    error("packages-below-services", { path: "^packages/" }, { path: "^services/" }),
    error(
      "event-source-alone",
      { path: "^packages/event-source/", pathNot: tests },
      { path: "^packages/(?!event-source/)" },
    ),
    error(
      "event-source-tests-on-the-emulator",
      { path: "^packages/event-source/.*(\\.test\\.ts$|/test-support/)" },
      { path: "^packages/(?!event-source/|sqs-emulator/)" },
    ),
    error("sqs-emulator-alone", { path: "^packages/sqs-emulator/" }, { path: "^packages/(?!sqs-emulator/)" }),
    error(
      "sqs-emulator-without-dependencies",
      { path: "^packages/sqs-emulator/", pathNot: tests },
      { path: "^node_modules/" },
    ),
    error(
      "foundation-at-the-bottom",
      { path: "^packages/(types|config|logger|guard|service|watch|tracing|console-api)/" },
      { path: "^packages/(queue|event-source|activity|testing)/" },
    ),
    error(
      "queue-below-activity",
      { path: "^packages/queue/" },
      { path: "^packages/(event-source|activity|testing|guard|service|watch)/" },
    ),
    error(
      "sdk-rooms",
      { pathNot: "^(packages/(queue|event-source|sqs-emulator|testing)|scripts|test)/" },
      { path: sdk },
    ),
    error("by-package-name", { path: "^services/" }, { path: "^packages/", dependencyTypes: ["local"] }),
    error("declared", { pathNot: tests }, { dependencyTypes: ["npm-no-pkg", "npm-unknown"] }),
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["source", "import", "require", "node", "default", "types"],
    },
  },
};
