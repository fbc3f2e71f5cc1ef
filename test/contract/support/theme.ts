import type { StatementId } from "../statements.ts";
import type { Bench } from "./bench.ts";

/** One part of a statement, on queues of its own: resolves where it holds, rejects where it does not. */
export type Check = (bench: Bench) => Promise<void>;

/** A statement that a run against an emulator proves, by all of its checks. */
export interface Statement {
  readonly id: StatementId;
  readonly title: `${StatementId}: ${string}`;
  readonly checks: Readonly<Record<string, Check>>;
}

/** Statements about one thing. */
export interface Theme {
  readonly name: string;
  readonly statements: readonly Statement[];
}

export function statement(title: Statement["title"], checks: Statement["checks"]): Statement {
  return { id: title.slice(0, title.indexOf(":")) as StatementId, title, checks };
}
