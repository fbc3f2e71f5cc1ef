import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { InvalidAttributeError, InvalidOptionError } from "../errors.ts";
import { checkAttributes } from "./check-attributes.ts";
import { checkOptions } from "./check-options.ts";

describe("options", () => {
  it.each([{}, { delaySeconds: 5, groupId: "g" }, { delaySeconds: undefined }, Object.create(null)])(
    "may be %j",
    (options) => {
      expect(checkOptions(options)).toBe(options);
    },
  );

  it("may be an object of another realm", () => {
    expect(checkOptions(runInNewContext("({ delaySeconds: 5 })"))).toEqual({ delaySeconds: 5 });
  });

  it.each(["delay", "DelaySeconds", "delayseconds", "messageId", "__proto__x"])("do not know %s", (name) => {
    const check = () => checkOptions({ [name]: 5 });

    expect(check).toThrow(InvalidOptionError);
    expect(check).toThrow(expect.objectContaining({ option: name, code: "INVALID_OPTION", retryable: false }));
    expect(check).toThrow(/^Expected options to hold only delaySeconds, .* got ".*"\. Correct its name/);
  });

  it.each([
    ["hi", '"hi"'],
    [5, "5"],
    [null, "null"],
    [true, "true"],
    [[{ delaySeconds: 5 }], "Array"],
    [new Map([["delaySeconds", 5]]), "Map"],
    [new Date(), "Date"],
  ])("are not %o", (options, words) => {
    const check = () => checkOptions(options);

    expect(check).toThrow(InvalidOptionError);
    expect(check).toThrow(`got ${words}. Leave them out`);
  });
});

describe("attributes", () => {
  it.each([["hi"], [null], [["a"]], [new Map([["a", "b"]])], [5]])(
    "are not %o, whose entries would be lost",
    (value) => {
      expect(() => checkAttributes(value)).toThrow(InvalidAttributeError);
    },
  );
});
