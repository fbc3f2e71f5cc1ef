import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskJson } from "./mask-json.ts";
import { createSecrets } from "./secrets.ts";

const secrets = createSecrets(["pin"]);
const mask = (text: string, maxLength = 10_000) => maskJson(text, secrets, maxLength);

describe("masking a JSON text", () => {
  it.each([
    ['{"password":"x"}', '{"password":"[masked]"}', ["password"]],
    ['{"a":{"accessToken" : "x","n":1}}', '{"a":{"accessToken" : "[masked]","n":1}}', ["a.accessToken"]],
    [
      '{"list":[{"PIN":1},{"pin":[1,{"a":"]"}]}]}',
      '{"list":[{"PIN":"[masked]"},{"pin":"[masked]"}]}',
      ["list.0.PIN", "list.1.pin"],
    ],
    ['{"X-Api-Key":{"a":{"b":"}"}},"b":2}', '{"X-Api-Key":"[masked]","b":2}', ["X-Api-Key"]],
    [
      '{"token":true,"password":null,"secret": 1e3 }',
      '{"token":"[masked]","password":null,"secret": "[masked]"}',
      ["token", "secret"],
    ],
    ['{"pass\\u0077ord":"x"}', '{"pass\\u0077ord":"[masked]"}', ["pass\\u0077ord"]],
    ['{"note":"key sk_live_0123456789 here"}', '{"note":"key [masked] here"}', ["note"]],
    ['{"a":"\\\\","password":"\\"x\\\\"}', '{"a":"\\\\","password":"[masked]"}', ["password"]],
  ])("%s", (text, masked, paths) => {
    expect(mask(text)).toEqual({
      text: masked,
      whole: true,
      masked: paths.map((path) => path.replace("\\u0077", "w")),
    });
  });

  it("leaves fields alone whose names only contain a secret's", () => {
    const text = '{"tokenCount":3,"passwordless":true,"spinner":1,"":"x"}';

    expect(mask(text)).toEqual({ text, whole: true, masked: [] });
  });

  it("keeps numbers, blanks and doubled keys as they were sent", () => {
    const text = '{ "n": 12345678901234567890.10, "n": -0 ,\n"e":1E400 }';

    expect(mask(text).text).toBe(text);
  });

  it.each(['"password": "hunter2" and', '{\'a\': 1, "password":"hunter2', '{"password":"hunter2","b":'])(
    "searches text that is no JSON: %s",
    (text) => {
      expect(mask(text).text).not.toContain("hunter2");
    },
  );

  it("reads no further than what is of use", () => {
    const text = JSON.stringify({ a: "x".repeat(500), password: "p" });

    expect(mask(text, 100)).toMatchObject({ whole: false, masked: [] });
    expect(mask(text, 100).text.length).toBeLessThan(250);
  });

  it("changes no JSON that holds no secret, and hides every secret of any other", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, hidden) => {
        const plain = JSON.stringify(value);
        const parsed = JSON.parse(mask(JSON.stringify({ value, list: [{ password: hidden ?? 1 }] })).text);

        expect(mask(plain, plain.length).text).toBe(plain);
        expect(parsed).toEqual({ value: JSON.parse(plain), list: [{ password: "[masked]" }] });
      }),
    );
  });
});
