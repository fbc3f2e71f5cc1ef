import { expect, test } from "vitest";
import { connectionOptionsOf, mirrorOf } from "./debian-mirror.ts";

test("the mirror of trixie is taken before that of the machine's own release", () => {
  const targets = [
    "Debian main bookworm http://one.example/debian/",
    "Debian main bookworm-security http://one.example/security/",
    "Other main trixie http://other.example/",
    "Debian main trixie http://two.example/debian/",
  ];

  expect(mirrorOf(targets.join("\n"))).toBe("http://two.example/debian/");
  expect(mirrorOf(targets.slice(0, 3).join("\n"))).toBe("http://one.example/debian/");
  expect(mirrorOf("")).toBe("http://deb.debian.org/debian");
});

test("of apt's settings only those of the connection go along", () => {
  const dump = [
    'Acquire "";',
    'Acquire::http::Proxy "http://proxy.example:3128";',
    'Acquire::https::CaInfo "/etc/ca.crt";',
    'Acquire::Check-Date "false";',
    'Acquire::Languages:: "none";',
    'APT::Install-Recommends "1";',
  ];

  expect(connectionOptionsOf(dump.join("\n"))).toEqual([dump[1], dump[2], dump[3]]);
});
