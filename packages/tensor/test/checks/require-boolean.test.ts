import { requireBoolean } from "@cambium/tensor/checks";
import { expect, test } from "vitest";

test.each([
  ["false", '"false"'],
  [0, "0"],
  [null, "null"],
  [{}, "a plain object"],
])("requireBoolean refuses %j", (value, words) => {
  expect(() => requireBoolean("resize", "antialias", value)).toThrow(
    new TypeError(`resize: antialias must be true or false: got ${words}.`),
  );
});

test("requireBoolean accepts true and false", () => {
  for (const value of [true, false]) expect(() => requireBoolean("resize", "antialias", value)).not.toThrow();
});
