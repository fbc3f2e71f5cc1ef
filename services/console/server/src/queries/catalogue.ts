import type { Catalogue } from "@letsgo/console-api";
import { catalogue as schemas } from "@letsgo/types";
import { z } from "zod";
import type { Store } from "../store/store.ts";

/** Catalogued types with their schemas for the send form, and types that were seen beside them. */
export function catalogue({ database }: Pick<Store, "database">): Catalogue {
  const rows = database.prepare("SELECT type, seen FROM seen_types WHERE type <> '' ORDER BY seen DESC").all();
  const seen = new Map(rows.map(({ type, seen }) => [String(type), Number(seen)]));
  const known = Object.entries(schemas).map(([type, schema]) => ({
    type,
    schema: toSchema(schema),
    seen: seen.get(type) ?? 0,
  }));
  const others = [...seen].filter(([type]) => !Object.hasOwn(schemas, type));
  return { types: [...known, ...others.map(([type, count]) => ({ type, schema: null, seen: count }))] };
}

// --- internal ---

function toSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...own } = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    // An email has a format and a pattern: a form would show each of its faults twice.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === "email") delete jsonSchema.pattern;
    },
  });
  return own;
}
