import { describe, expect, it } from "vitest";
import { bannerLines } from "./banner.ts";

const urls = {
  web: "http://127.0.0.1:3000",
  api: "http://127.0.0.1:3001",
  worker: "http://127.0.0.1:3002",
  console: "http://127.0.0.1:3003",
  localstack: "http://127.0.0.1:4566",
};

describe("the banner", () => {
  it("says mode and source, addresses, what does not survive, and what to do next", () => {
    const text = bannerLines({
      mode: "queued",
      source: "LETSGO_QUEUE_MODE",
      urls,
      containers: true,
      seconds: 61.23,
    }).join("\n");

    expect(text).toContain("Ready in 61.2 s. Mode: queued (LETSGO_QUEUE_MODE).");
    for (const url of Object.values(urls)) expect(text).toContain(url);
    expect(text).toContain("does not survive a restart of LocalStack");
    expect(text).toContain("http://127.0.0.1:3000/contact");
    expect(text).toContain("npm run logs");
    expect(text).toContain("npm stop");
  });

  it("names the file that keeps the queue's contents, where there is one", () => {
    const facts = { mode: "queued", source: "--mode", urls, containers: false, seconds: 3 } as const;
    const text = bannerLines({ ...facts, queueData: "/somewhere/queues.db" }).join("\n");

    expect(text).toContain("survives a restart: it is kept in /somewhere/queues.db");
    expect(text).not.toContain("does not survive");
  });

  it("names the other mode and the other commands without containers", () => {
    const text = bannerLines({ mode: "direct", source: "live.json", urls, containers: false, seconds: 3 }).join("\n");

    expect(text).toContain("npm run mode queued");
    expect(text).toContain("Ctrl-C");
    expect(text).toContain("does not survive a restart of this command");
  });
});
