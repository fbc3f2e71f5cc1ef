import { writeFileSync } from "node:fs";
import { chromium } from "playwright-core";

const base = process.argv[2],
  tag = process.argv[3];
const knob = (k) => writeFileSync("/tmp/webfake/knob.json", JSON.stringify(k));
knob({});
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const shot = (page, n) => page.screenshot({ path: `/tmp/webfake/shots/${tag}-${n}.png`, fullPage: true });
for (const scheme of ["light", "dark"])
  for (const width of [1100, 390]) {
    const page = await (await browser.newContext({ colorScheme: scheme, viewport: { width, height: 800 } })).newPage();
    page.on("console", (m) => console.log(`[${scheme} ${width}]`, m.type(), m.text()));
    page.on("pageerror", (e) => console.log("pageerror", e));
    await page.goto(base + "/");
    await page.getByText("Everything is running.").waitFor();
    await shot(page, `home-${scheme}-${width}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    console.log("overflow", overflow);
    await page.getByRole("link", { name: "Contact", exact: true }).click();
    console.log(
      "focus after nav",
      await page.evaluate(() => document.activeElement.tagName),
      page.url(),
      await page.title(),
    );
    await page.goto(base + "/contact?utm=a&utm=b&ref=x");
    await page.getByRole("button", { name: "Send message" }).click();
    console.log(
      "focus",
      await page.evaluate(
        () => document.activeElement.id + " " + document.activeElement.getAttribute("aria-describedby"),
      ),
    );
    await shot(page, `invalid-${scheme}-${width}`);
    await page.getByLabel("Name").fill("Ada");
    await page.getByLabel("Email").fill("nobody");
    await page.getByLabel("Message").fill("Hello 👋");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    console.log(
      "focus",
      await page.evaluate(() => document.activeElement.id),
      await page.locator(".field-error").allTextContents(),
    );
    await page.getByLabel("Email").fill("ada@example.com");
    await page.keyboard.press("Enter");
    console.log(
      "pending",
      await page.getByRole("button", { name: "Send message" }).isDisabled(),
      await page.locator("form").getAttribute("aria-busy"),
      await page.getByRole("status").textContent(),
    );
    await page.getByRole("status").getByText("Message sent").waitFor();
    console.log(
      "id",
      await page.getByTestId("message-id").textContent(),
      "focus",
      await page.evaluate(() => document.activeElement.textContent),
    );
    await shot(page, `sent-${scheme}-${width}`);
    await page.getByRole("button", { name: "Send another message" }).click();
    console.log("focus after again", await page.evaluate(() => document.activeElement.tagName));
    if (width === 390) continue;
    for (const [n, k] of [
      ["503", { contact: 503 }],
      ["400", { contact: 400 }],
      ["413", { contact: 413 }],
    ]) {
      knob(k);
      await page.getByLabel("Name").fill("Ada");
      await page.getByLabel("Email").fill("ada@example.com");
      await page.getByLabel("Message").fill("Hello 👋");
      await page.getByRole("button", { name: "Send message" }).click();
      await page.waitForFunction(() => document.querySelector("[role=alert]").textContent);
      console.log(
        n,
        await page.getByRole("alert").textContent(),
        "|",
        await page.locator(".field-error").allTextContents(),
        "focus",
        await page.evaluate(() => document.activeElement.id || document.activeElement.textContent),
        await page.getByLabel("Message").inputValue(),
      );
      await shot(page, `${n}-${scheme}`);
    }
    knob({ mode: "direct", queue: "unreachable", worker: "starting" });
    await page.goto(base + "/");
    await page.getByText("direct", { exact: true }).waitFor();
    await shot(page, `direct-${scheme}`);
    console.log(await page.getByRole("status").textContent());
    knob({});
    await page.goto(base + "/nowhere");
    console.log(await page.getByRole("heading").textContent());
  }
await browser.close();
