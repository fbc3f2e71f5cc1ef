import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

describe("the web service's settings", () => {
  it("have defaults for everything", () => {
    expect(readConfig({})).toEqual({
      host: "127.0.0.1",
      port: 3000,
      allowedHosts: [],
      logLevel: "info",
      apiUrl: "http://127.0.0.1:3001",
      workerUrl: "http://127.0.0.1:3002",
    });
  });

  it("are refused all at once where they are bad", () => {
    expect(() => readConfig({ PORT: "http", API_URL: "api:3001" })).toThrow(/PORT.*API_URL/s);
  });
});
