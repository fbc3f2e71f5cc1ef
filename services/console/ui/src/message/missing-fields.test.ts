import { expect, it } from "vitest";
import { emptyFields, stillEmpty } from "./missing-fields.ts";

const text = JSON.stringify({ card: { token: "[masked]", name: "Ada" }, items: [{ secret: "[masked]" }] });

it("fields that were masked come empty, in objects and lists; the others stay", () => {
  expect(JSON.parse(emptyFields(text, ["card.token", "items.0.secret"]))).toEqual({
    card: { token: "", name: "Ada" },
    items: [{ secret: "" }],
  });
  expect(JSON.parse(emptyFields(text, ["items[0].secret"])).items).toEqual([{ secret: "" }]);
});

it("they are required until something stands there, or the field was taken out", () => {
  expect(stillEmpty({ card: { token: "" } }, ["card.token"])).toEqual(["card.token"]);
  expect(stillEmpty({ card: { token: "x" } }, ["card.token"])).toEqual([]);
  expect(stillEmpty({}, ["card.token", "__proto__.x"])).toEqual([]);
});

it("a text that is no JSON stays as it is", () => {
  expect(emptyFields('{"cut', ["card.token"])).toBe('{"cut');
});
