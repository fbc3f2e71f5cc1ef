import { expect, test } from "vitest";
import { md5OfAttributes } from "./digest.ts";

test("D30: the digest of attributes is that of names, types and values with their lengths, in the order of names", () => {
  const n = { DataType: "Number.x", StringValue: "7" };
  const b = { DataType: "Binary", BinaryValue: "AAEC/w==" };
  const é = { DataType: "String", StringValue: "grüße 😀" };

  // As the contract tests' own function makes it, which knows nothing of this one.
  expect(md5OfAttributes({ é, n, b })).toBe("26643b455d2adc6ecdbb0584cc1d4c73");
  expect(md5OfAttributes({ b, n, é })).toBe("26643b455d2adc6ecdbb0584cc1d4c73");
  expect(md5OfAttributes({})).toBeUndefined();
});
