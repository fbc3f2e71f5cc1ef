import { expect, it } from "vitest";
import { composeEnvironment } from "./compose-environment.ts";

it("leaves out what compose cannot read, from the shell and from .env", () => {
  const own = { HOME: "/home/me", WEB_PORT: "abc", API_PORT: "4001" };

  expect(composeEnvironment(own, { ...own, LETSGO_WORKER_FUNCTION_TIMEOUT: "long", LOCALSTACK_PORT: "0" })).toEqual({
    HOME: "/home/me",
    WEB_PORT: "",
    API_PORT: "4001",
    LETSGO_WORKER_FUNCTION_TIMEOUT: "",
  });
});
