import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { toHeaders } from "./raw-client.ts";

/** A call as it goes over the wire, made before the clock runs. */
export type ReadyCall = Buffer;

/**
 * A connection that writes calls which are ready-made and looks at no more of an answer than where it ends, so that a
 * run of several measures the server rather than its client.
 */
export interface ReadyConnection extends Disposable {
  /** Sends one call, and gives its answer's body; one at a time. */
  call(call: ReadyCall): Promise<string>;
}

export function toReadyCall(endpoint: string, action: string, input: object): ReadyCall {
  const body = JSON.stringify(input);
  const headers = { host: new URL(endpoint).host, ...toHeaders(action), "content-length": Buffer.byteLength(body) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST / HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
}

export async function openReadyConnection(endpoint: string): Promise<ReadyConnection> {
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname).setNoDelay(true).setEncoding("latin1");
  await once(socket, "connect");
  return {
    call(call) {
      const answer = readAnswer(socket);
      socket.write(call);
      return answer;
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

// --- internal ---

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const settle = (settled: () => void) => {
      socket.off("data", read).off("close", fail);
      settled();
    };
    const fail = () => settle(() => reject(new Error(`Expected an answer, got a closed connection after: ${text}`)));
    const read = (chunk: string) => {
      text = text === "" ? chunk : text + chunk;
      const bodyAt = text.indexOf("\r\n\r\n") + 4;
      if (bodyAt < 4) return;
      const [, length] = /\r\ncontent-length: *(\d+)/i.exec(text) ?? [];
      if (length === undefined || !text.startsWith("HTTP/1.1 200")) {
        settle(() => reject(new Error(`Expected HTTP 200 with a content-length, got: ${text}`)));
      } else if (text.length - bodyAt >= Number(length)) settle(() => resolve(text.slice(bodyAt)));
    };
    socket.on("data", read).on("close", fail);
  });
}
