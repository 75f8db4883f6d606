import { expect, test } from "vitest";
import { entriesOf } from "../src/entries.ts";

const entry = (source: string, output: string) => ({ "@cambium/source": source, default: output });

test("every entry is bundled under the name that its package gives it", () => {
  const exports = {
    ".": entry("./src/index.ts", "./dist/index.js"),
    "./inlined": entry("./src/inlined.ts", "./dist/inlined.js"),
  };
  expect(entriesOf({ name: "a", exports })).toEqual({ index: "./src/index.ts", inlined: "./src/inlined.ts" });
});

test("an entry in a folder of dist is an error", () => {
  const exports = { "./b": entry("./src/b/c.ts", "./dist/b/c.js") };
  expect(() => entriesOf({ name: "a", exports })).toThrow(
    'a: the entry "./b" is ./dist/b/c.js. Put it directly into dist: ./dist/NAME.js.',
  );
});
