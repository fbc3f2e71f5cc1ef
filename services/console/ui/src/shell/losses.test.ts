import { expect, it } from "vitest";
import { sumByService } from "./losses.ts";

it("losses are told once for each service, with what it lost in all and from when to when", () => {
  const losses = [
    { service: "worker", events: 3, from: 50, to: 60 },
    { service: "api", events: 1, from: 20, to: 30 },
    { service: "worker", events: 4, from: 10, to: 20 },
  ];

  expect(sumByService(losses)).toEqual([
    { service: "worker", events: 7, from: 10, to: 60 },
    { service: "api", events: 1, from: 20, to: 30 },
  ]);
});
