import { afterAll, beforeAll, describe } from "vitest";
import { buildPages } from "../browser/console/build-pages.ts";
import { bundleTests } from "../browser/console/bundle.ts";
import { deadLetterTests } from "../browser/console/dead-letters.ts";
import { emptyTests } from "../browser/console/empty.ts";
import { listTests } from "../browser/console/list.ts";
import { lookTests } from "../browser/console/looks.ts";
import { lossTests } from "../browser/console/losses.ts";
import { messageTests } from "../browser/console/message.ts";
import { noticeTests } from "../browser/console/notices.ts";
import { operationTests } from "../browser/console/operations.ts";
import { sendTests } from "../browser/console/send.ts";
import { wordsTests } from "../browser/console/words.ts";
import { whyNoBrowser } from "../browser/in-browser.ts";

const reason = whyNoBrowser();
const name = `the console's pages${reason === undefined ? "" : ` (skipped: no Chromium: ${reason})`}`;

describe.skipIf(reason !== undefined && process.env.CI !== "true")(name, () => {
  let pages: Awaited<ReturnType<typeof buildPages>>;
  beforeAll(async () => {
    pages = await buildPages();
  });
  afterAll(() => pages?.[Symbol.dispose]());
  const folder = () => pages.folder;

  bundleTests(folder);
  emptyTests(folder);
  lookTests(folder);
  listTests(folder);
  messageTests(folder);
  sendTests(folder);
  operationTests(folder);
  deadLetterTests(folder);
  noticeTests(folder);
  wordsTests(folder);
  lossTests(folder);
});
