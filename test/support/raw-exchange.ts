import { connect } from "node:net";
import { text } from "node:stream/consumers";

/** Sends a request as these very lines, which no HTTP client would write, and gives the whole answer. */
export async function exchangeRaw(url: string, lines: readonly string[]): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write([...lines, "Connection: close", "", ""].join("\r\n"));
  const answer = await text(socket);
  return { status: Number(answer.split(" ", 2)[1]), text: answer };
}
