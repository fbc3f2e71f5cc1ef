import { expect, test } from "vitest";
import { npmrcOf } from "./npm-config.ts";

test("the public registry with nothing special needs no npmrc", () => {
  expect(npmrcOf("https://registry.npmjs.org/", ["cafile=/etc/ca.crt\nfund=false\n"], {})).toBe("");
});

test("another registry, its credentials, scopes and proxies reach the build; other settings do not", () => {
  const user = `fund=false\n//npm.example/:_authToken=\${TOKEN}\n@acme:registry=https://npm.example/acme\nprefix=/opt\n`;
  const global = "https-proxy=http://proxy.example:8080\ncafile=/etc/ca.crt\n";

  const npmrc = npmrcOf("https://npm.example/", [global, user], { TOKEN: "secret" });

  expect(npmrc.split("\n")).toEqual([
    "registry=https://npm.example/",
    "https-proxy=http://proxy.example:8080",
    "//npm.example/:_authToken=secret",
    "@acme:registry=https://npm.example/acme",
    "",
  ]);
});
