import * as activations from "@cambium/activations";
import { describe as describeModel, inference, parameterCount } from "@cambium/module";
import * as regularize from "@cambium/regularize";
import { checkLayer, type LayerOptions } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import * as layers from "../src/index.ts";
import { table } from "./layer-table.ts";

describe.each(table.map((row) => [row.text, row] as const))("%s", (text, row) => {
  test("passes checkLayer", () => checkLayer(row.make, row.inputs, row));

  test("shows the call that made it", () => {
    const layer = row.make({} as LayerOptions);
    expect(String(layer)).toBe(text);
    const count = parameterCount(layer);
    const [first] = describeModel(layer).split("\n");
    expect(first!.startsWith(text)).toBe(true);
    expect(first!.includes(`(${count} parameters`)).toBe(count > 0);
  });

  test("names itself if an input is not a tensor", () => {
    const layer = row.make({} as LayerOptions);
    for (const inputs of [
      [[1], inference],
      [undefined, undefined, undefined, inference],
    ]) {
      expect(() => layer.forward(...inputs)).toThrow(layer.constructor.name);
    }
  });
});

test("every layer has a row", () => {
  const all = Object.entries({ ...layers, ...activations, ...regularize }).filter(
    ([, value]) => typeof value === "function" && typeof value.prototype?.forward === "function",
  );
  const checked = new Set(table.map(({ make }) => make({ dtype: "float64" }).constructor.name));
  expect(all.map(([name]) => name).filter((name) => !checked.has(name))).toEqual([]);
});
