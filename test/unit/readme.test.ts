import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/config.ts";

const readme = readFileSync(path.join(root, "README.md"), "utf8");
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const pages = ["README.md", ...readdirSync(path.join(root, "docs")).map((name) => `docs/${name}`)].filter((page) =>
  page.endsWith(".md"),
);

describe("README's tree", () => {
  const listed = [...readme.matchAll(/^\| `([^`]+)` \|/gm)]
    .map(([, name]) => name ?? "")
    .filter((name) => !name.startsWith("npm"));

  it.each(listed)("lists %s, which is there", (name) => {
    expect(existsSync(path.join(root, name))).toBe(true);
  });

  it.each(["packages", "services"])("leaves no folder of %s out", (folder) => {
    const rooms = readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`);

    expect(listed).toEqual(expect.arrayContaining(rooms));
  });
});

describe.each(pages)("%s", (page) => {
  const text = readFileSync(path.join(root, page), "utf8");

  it("links to pages that are there", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, link]) => link ?? "");

    expect(links.filter((link) => !existsSync(path.join(root, path.dirname(page), link)))).toEqual([]);
  });

  it("names npm commands that exist", () => {
    const commands = [...text.matchAll(/\bnpm (?:run ([a-z:-]+)|(start|stop|test))\b/g)].map(
      ([, script, own]) => script ?? own ?? "",
    );

    expect(commands.filter((command) => !(command in manifest.scripts))).toEqual([]);
  });
});
