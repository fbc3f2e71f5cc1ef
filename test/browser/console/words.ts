import type { Status } from "@letsgo/console-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type ConsoleForPages, startConsoleForPages } from "./console-for-pages.ts";
import { tellAccepted, tellFailedLife } from "./tell-history.ts";
import { visitConsole } from "./visit.ts";

const turned = "gpj.\u202Eexe";

/** What the pages say of addresses, texts and outcomes. */
export function wordsTests(folder: () => string): void {
  describe("the words of a page", () => {
    let console: ConsoleForPages;
    beforeAll(async () => {
      console = await startConsoleForPages(folder());
      tellFailedLife(console.tell);
      tellAccepted(console.tell, { messageId: turned, type: turned, at: Date.now(), payload: { [turned]: turned } });
      tellAccepted(console.tell, { messageId: "long", type: "y".repeat(5_000), at: Date.now(), payload: 1 });
      await console.ship();
    });
    afterAll(() => console?.[Symbol.asyncDispose]());

    test("tell what of an address is not understood, and leave it out", () => {
      const query = `state=lost&state=dead&from=yesterday&text=${"x".repeat(20_000)}`;
      return visitConsole(console.url, `/messages?${query}`, async (page) => {
        const misread = page.getByTestId("misread");
        await misread.getByText("expected one of delayed, waiting").waitFor();
        await misread.getByText("expected a local time such as").waitFor();
        await misread.getByText("expected at most 1000 characters, got 20000").waitFor();
        await page.getByRole("heading", { name: "No message matches" }).waitFor();
        await misread.getByRole("button", { name: "Leave it out" }).click();
        await misread.waitFor({ state: "detached" });

        const { searchParams } = new URL(page.url());
        expect([...searchParams.keys()]).toEqual(["state", "text"]);
        expect(searchParams.get("text")).toHaveLength(1_000);
      });
    });

    test("show characters that turn or hide text, and let none of them turn its neighbours", () =>
      visitConsole(console.url, "/messages", async (page) => {
        const row = page.getByRole("row").filter({ hasText: "gpj." });
        await row.getByText("gpj.\\u202eexe").first().waitFor();
        await row.getByRole("link").click();
        await page.getByRole("heading", { name: "gpj.\\u202eexe", level: 1 }).waitFor();
        await page.getByText('"gpj.\\u202eexe"').first().waitFor();

        expect(await page.locator("main").textContent()).not.toContain("\u202E");
      }));

    test("stay in sight beside a type or an id beyond measure, whose title tells more of it", () =>
      visitConsole(
        console.url,
        "/dashboard",
        async (page) => {
          const beyondPx = (element: string) =>
            page.evaluate<number>(`(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(${element})`);
          const type = page.getByRole("button", { name: /^y+/ });
          await type.waitFor();
          expect(await beyondPx('document.querySelector("table").parentElement')).toBeLessThanOrEqual(0);
          expect(await type.getAttribute("title")).toMatch(/^y{200}/);

          const id = "z".repeat(2_000);
          await page.goto(`${console.url}/messages/${id}`);
          await page.getByRole("heading", { name: "This message is not kept here" }).waitFor();
          expect(await beyondPx('document.querySelector("main")')).toBeLessThanOrEqual(0);
          expect(await page.getByText(`${"z".repeat(64)}…`, { exact: true }).getAttribute("title")).toBe(id);
        },
        undefined,
        /404/,
      ));

    test("offer to undo the last change alone, and say once what is told often", () =>
      visitConsole(
        console.url,
        "/queues",
        async (page) => {
          const mode = async () => (await console.get<Status>("/v1/status")).mode.value;
          const undo = page.getByRole("button", { name: "Undo" });
          for (const value of ["direct", "queued", "direct"] as const) {
            await page.getByText(value, { exact: true }).click();
            await page.getByText(`Mode is ${value} now.`).waitFor();
          }
          expect(await undo.count()).toBe(1);
          await undo.click();
          await eventually("the mode", mode, "queued");
          await page.route("**/v1/live", (route) => route.abort());
          for (const times of [1, 2, 3]) {
            await page.getByRole("button", { name: "Pause" }).click();
            if (times > 1) await page.getByText(`${times} times.`).waitFor();
          }

          expect(await page.getByRole("alert").count()).toBe(1);
        },
        undefined,
        /ERR_FAILED/,
      ));

    test("show the label of a field that is to be filled in", () =>
      visitConsole(
        console.url,
        "/send?type=letsgo%3Acontact",
        async (page) => {
          await page.setViewportSize({ width: 390, height: 480 });
          await page.locator("#payload input").first().waitFor();
          // The first field stands at the upper edge, and its label is scrolled out of sight.
          await page.evaluate(`(() => {
            const main = document.querySelector("main");
            const field = document.querySelector("#payload input");
            main.scrollTop += field.getBoundingClientRect().top - main.getBoundingClientRect().top;
            document.getElementById("payload").requestSubmit();
          })()`);
          await page.locator("#payload :focus").waitFor();

          const hiddenPx = await page.evaluate<number>(`(() => {
            const label = document.querySelector('label[for="' + document.activeElement.id + '"]');
            return document.querySelector("main").getBoundingClientRect().top - label.getBoundingClientRect().top;
          })()`);
          expect(hiddenPx).toBeLessThanOrEqual(0);
        },
        { theme: "light", width: 390 },
      ));
  });
}
