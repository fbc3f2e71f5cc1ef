import { describe, expect, test } from "vitest";
import { startConsoleForPages } from "./console-for-pages.ts";
import { expectAccessible, keepPicture, looks, visitConsole } from "./visit.ts";

/** What a newcomer sees. */
export function emptyTests(folder: () => string): void {
  describe("with nothing in it", () => {
    for (const look of looks) {
      test(`teaches how to begin (${look.theme}, ${look.width})`, async () => {
        await using console = await startConsoleForPages(folder());
        await visitConsole(
          console.url,
          "/",
          async (page) => {
            await page.getByRole("heading", { name: "Nothing yet: send your first message" }).waitFor();
            await expectAccessible(page);
            await keepPicture(page, "empty", look);
            await page.getByRole("link", { name: "Send a message" }).click();
            await page.getByRole("heading", { name: "Send a message" }).waitFor();

            expect(new URL(page.url()).pathname).toBe("/send");
          },
          look,
        );
      });
    }
  });
}
