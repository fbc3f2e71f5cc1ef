/** What SQS says of a text with other characters than those of D26. */
export const invalidCharacters =
  "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF";

/** Whether a text has only the characters that XML allows (D26). */
export function hasOnlyAllowedCharacters(text: string): boolean {
  return !forbidden.test(text) && text.isWellFormed();
}

// --- internal ---

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what SQS refuses.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
