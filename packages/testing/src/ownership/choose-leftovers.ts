import { isGone, parseOwner, type Sight } from "./owner.ts";

/** Label of everything that a test stack makes on the container engine: the owner, as `formatOwner` writes it. */
export const OWNER_LABEL = "letsgo.test.owner";

/** Something on the container engine that belongs to a compose project. */
export interface ProjectPart {
  readonly project: string;
  /** Value of {@link OWNER_LABEL}. */
  readonly owner: string | undefined;
}

/**
 * The compose projects that killed runs of this checkout have left. A project stays where one part of it may belong to a
 * live run.
 */
export function chooseLeftovers(parts: readonly ProjectPart[], prefix: string, sight: Sight): readonly string[] {
  const byProject = Map.groupBy(
    parts.filter(({ project }) => project.startsWith(prefix)),
    ({ project }) => project,
  );
  return [...byProject]
    .filter(([, own]) => own.every(({ owner }) => isGone(parseOwner(owner), sight)))
    .map(([project]) => project);
}
