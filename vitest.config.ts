import { existsSync } from "node:fs";
import { playwright } from "@vitest/browser-playwright";
import { defaultClientConditions, defaultServerConditions } from "vite";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";

const source = "@cambium/source";
const ssr = { resolve: { conditions: [source, ...defaultServerConditions] } };
const tests = (ending: string) => `{packages,apps,tools}/*/test/**/*.${ending}`;

const node: TestProjectConfiguration = {
  extends: false,
  ssr,
  test: {
    name: "node",
    include: [tests("test.ts")],
    exclude: [tests("gc.test.ts"), tests("browser.test.ts"), tests("published.test.ts")],
    // Workers that tests start load modules without vitest: they must find the sources, too.
    execArgv: [`--conditions=${source}`],
  },
};

const gc: TestProjectConfiguration = {
  extends: false,
  ssr,
  test: { name: "gc", include: [tests("gc.test.ts")], execArgv: ["--expose-gc"] },
};

/** Tests that build packages: after all others and one at a time, for two builds would overwrite each other's files. */
const published: TestProjectConfiguration = {
  extends: false,
  ssr,
  test: {
    name: "published",
    include: [tests("published.test.ts")],
    maxWorkers: 1,
    sequence: { groupOrder: 1 },
  },
};

/** No sandbox, for containers that run as root; and no traffic but that of the tests. */
const quietly = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const browser = (executablePath: string): TestProjectConfiguration => ({
  extends: false,
  resolve: { conditions: [source, ...defaultClientConditions] },
  // Pages may share memory between threads only when they are isolated from other origins.
  server: {
    headers: {
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    },
  },
  test: {
    name: "browser",
    include: [tests("browser.test.ts")],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath, args: quietly } }),
      instances: [{ browser: "chromium" }],
    },
  },
});

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
const hasChromium = existsSync(chromium);
if (!hasChromium) console.warn(`No browser tests: ${chromium} is missing. Set CHROMIUM to its path.`);

/** What the collector finds in tests is small and left on purpose: only the tests of the collector care. */
const isLeakWarning = (text: string): boolean =>
  text.includes("@cambium/tensor:") && text.includes("the garbage collector does not run inside a loop");

export default defineConfig({
  test: {
    passWithNoTests: true,
    onConsoleLog: (text, _, entity) => entity?.project.name === "gc" || !isLeakWarning(text),
    projects: hasChromium ? [node, gc, published, browser(chromium)] : [node, gc, published],
  },
});
