/**
 * A foreign text with its control characters written out, as the logs write them: those that turn the direction of text, or
 * that nobody sees, could make it read as another one. Line breaks and tabs stay.
 */
export function toVisible(text: string): string {
  return text.replaceAll(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// --- internal ---

const UNSEEN = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;
