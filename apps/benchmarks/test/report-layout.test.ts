import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reportPage } from "../src/report/report.ts";
import { epoch, runOf } from "./reported-run.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const missing = !existsSync(executablePath);

/** A page whose settings have a long value that can only be broken inside a word. */
const page = reportPage({
  ...runOf([epoch]),
  settings: { "--test-samples": "2000", "--out": `/home/${"x".repeat(80)}` },
});

describe.skipIf(missing)("the report in Chromium", { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  }, 60_000);
  afterAll(() => browser.close());

  test.each([320, 390, 800, 1400])(
    "fits into a width of %i pixels, with text of a readable size",
    async (width) => {
      const tab = await browser.newPage({ viewport: { width, height: 800 } });
      await tab.setContent(page);
      const { overflow, smallest } = await tab.evaluate(() => ({
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        // Height of a line of text in each visible drawing, after scaling.
        smallest: Math.min(
          ...[...document.querySelectorAll(".drawing text")]
            .map((text) => text.getBoundingClientRect().height)
            .filter((height) => height > 0),
        ),
      }));
      await tab.close();
      expect(overflow).toBe(0);
      expect(smallest).toBeGreaterThan(9);
    },
  );
});
