import { expect, test } from "vitest";
import { pipConfigOf } from "./pip-config.ts";

test("the public index with nothing special needs no pip.conf", () => {
  expect(pipConfigOf(["[global]\ncert = /etc/ca.crt\nfind-links = /opt/wheels\n"], {})).toEqual({
    pipConf: "",
    caFile: "/etc/ca.crt",
  });
});

test("later files win, continued lines count, and sections of other commands do not", () => {
  const site =
    "[global]\nindex-url = https://old.example/simple\nextra-index-url =\n    https://a.example\n    https://b.example\n";
  const user = "[install]\n# why\nindex_url: https://new.example/simple\n[search]\nindex = https://pypi.example\n";

  const { pipConf } = pipConfigOf([site, user], {});

  expect(pipConf).toBe(
    "[global]\nindex-url = https://new.example/simple\nextra-index-url = https://a.example\n    https://b.example\n",
  );
});

test("pip's variables win over its files", () => {
  const environment = { PIP_INDEX_URL: "https://env.example/simple", PIP_TRUSTED_HOST: "env.example", PIP_CERT: "/ca" };

  const { pipConf, caFile } = pipConfigOf(["[global]\nindex-url = https://file.example\ncert = /other\n"], environment);

  expect(pipConf).toBe("[global]\nindex-url = https://env.example/simple\ntrusted-host = env.example\n");
  expect(caFile).toBe("/ca");
});
