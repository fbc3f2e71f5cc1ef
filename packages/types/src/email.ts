import { z } from "zod";

/**
 * An email address as LetsGo's API takes it (Joi's `email()`), letters of any script included (RFC 6531): a local part of
 * at most 64 characters, `@`, and a domain of at least two labels, 254 characters in all. No quoted local part and no
 * address of a machine. Whether the last label exists is not asked: Joi's list of them ages.
 */
export const email = z.email({ pattern: toPattern() });

// --- internal ---

/** zod's own patterns take ASCII alone (`email`), or anything around an `@` (`unicodeEmail`). */
function toPattern(): RegExp {
  const atom = "(?:[\\w!#$%&'*+/=?^`{|}~-]|[^\\p{ASCII}\\p{C}\\p{Z}])+";
  const word = "[\\p{L}\\p{M}\\p{N}]";
  const label = `(?!\\p{M})${word}+(?:-+${word}+)*`;
  const lastLabel = `(?=\\p{L}.)${label}`;
  const lengths = "(?=.{1,254}$)(?=[^@]{1,64}@)";
  return new RegExp(`^${lengths}${atom}(?:\\.${atom})*@(?:${label}\\.)+${lastLabel}$`, "u");
}
