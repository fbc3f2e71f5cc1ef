const NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

/** An element; what is inside is elements already, or text that `escapeXml` has been over. */
export function element(name: string, inside: string): string {
  return `<${name}>${inside}</${name}>`;
}

/** The outermost element of an answer of the older protocol. */
export function rootElement(name: string, inside: string): string {
  return `<${name} xmlns="${NAMESPACE}">${inside}</${name}>`;
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => escapes[character] ?? character);
}

export function xmlError(error: { code: string; message: string; requestId: string }): string {
  const inside = element("Type", "Sender") + element("Code", error.code) + element("Message", escapeXml(error.message));
  return rootElement("ErrorResponse", element("Error", `${inside}<Detail/>`) + element("RequestId", error.requestId));
}

// --- internal ---

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // A parser would make a line feed of it.
  "\r": "&#xD;",
};
