import { expect, it } from "vitest";
import { validator } from "./json-schema-validator.ts";

const schema = {
  type: "object",
  properties: {
    name: { type: "string", minLength: 1 },
    email: { type: "string", format: "email" },
    items: { type: "array", items: { type: "object", properties: { n: { type: "number" } }, required: ["n"] } },
    mode: { enum: ["TEST", "LIVE"] },
  },
  required: ["name", "email"],
} as const;
const faultsOf = (data: unknown) => {
  const { errors } = validator.validateFormData(data, schema as never);
  return errors.map(({ property, message }) => [property, message]);
};

it("a missing field's fault stands at the field", () => {
  expect(faultsOf({})).toEqual([
    [".name", "Fill this in."],
    [".email", "Fill this in."],
  ]);
  expect(faultsOf(undefined)).toHaveLength(2);
});

it("an empty, a malformed and a nested one each have one fault in words", () => {
  expect(faultsOf({ name: "", email: "nobody" })).toEqual([
    [".name", "Fill this in."],
    [".email", "Expected email."],
  ]);
  expect(faultsOf({ name: "a", email: "a@b.c", items: [{ n: 1 }, {}] })).toEqual([[".items.1.n", "Fill this in."]]);
  expect(faultsOf({ name: "a", email: "a@b.c", mode: "X" })).toHaveLength(1);
});

it("the tree of errors is where the form looks for them", () => {
  const { errorSchema } = validator.validateFormData({ name: "a" }, schema as never);

  expect(errorSchema).toMatchObject({ email: { __errors: ["Fill this in."] } });
});

it("valid data has none", () => {
  expect(faultsOf({ name: "a", email: "a@b.c" })).toEqual([]);
  expect(validator.isValid(schema as never, { name: "a", email: "a@b.c" }, schema as never)).toBe(true);
});
