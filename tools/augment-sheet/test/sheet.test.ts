import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "fast-png";
import { expect, test } from "vitest";
import { drawScene } from "../src/scene.ts";
import { drawSheet } from "../src/sheet.ts";
import { TILE, tiles } from "../src/tiles.ts";

const root = join(import.meta.dirname, "../../..");

test("the sheet in docs is what is drawn now", () => {
  const file = readFileSync(`${root}/docs/augment-sheet.png`);
  expect(file.length).toBeLessThan(1e6);
  const kept = decode(file);
  const drawn = drawSheet(drawScene(TILE), tiles);
  expect([kept.width, kept.height]).toEqual([drawn.width, drawn.height]);
  expect(Buffer.compare(kept.data as Uint8Array, drawn.data)).toBe(0);
});

test("the legend in the README of data-augment has the tiles of the sheet", () => {
  const readme = readFileSync(`${root}/packages/data-augment/README.md`, "utf8");
  for (const [index, { title }] of tiles.entries()) expect(readme).toContain(`${index + 1} \`${title}\``);
});
