import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { decode, encode } from "fast-png";
import { expect, test } from "vitest";
import { TILE } from "../../../packages/data-augment/test/every-transform.ts";
import { readPhotograph } from "../src/photograph.ts";
import { run } from "../src/run.ts";
import { drawScene } from "../src/scene.ts";
import { drawSheet } from "../src/sheet.ts";
import { tiles } from "../src/tiles.ts";

/** 8 × 8 pixels of gray 200, written by Pillow. */
const grayJpeg = Buffer.from(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i" +
    "Z2hnPk1xeXBkeFxlZ2P/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAI" +
    "AQEAAD8ASP/Z",
  "base64",
);
const root = join(import.meta.dirname, "../../..");

test("the sheet in docs is up to date", () => {
  const file = readFileSync(`${root}/docs/augment-sheet.png`);
  expect(file.length).toBeLessThan(1e6);
  const kept = decode(file);
  const drawn = drawSheet(drawScene(TILE), tiles);
  expect([kept.width, kept.height]).toEqual([drawn.width, drawn.height]);
  expect(Buffer.compare(kept.data as Uint8Array, drawn.data)).toBe(0);
});

test("the legend in the README of data-augment lists the tiles of the sheet", () => {
  const readme = readFileSync(`${root}/packages/data-augment/README.md`, "utf8");
  for (const [index, { title }] of tiles.entries()) expect(readme).toContain(`${index + 1} \`${title}\``);
});

test.each([
  ["PNG", encode({ width: 3, height: 2, channels: 1, data: Uint8Array.of(9, 200, 200, 9, 200, 200) })],
  ["JPEG", grayJpeg],
])("a photograph may be a %s file with any name", async (_format, bytes) => {
  const folder = mkdtempSync(join(tmpdir(), "cambium-sheet-"));
  writeFileSync(join(folder, "photograph.png"), bytes);
  const { data, shape } = await readPhotograph(join(folder, "photograph.png"));
  rmSync(folder, { recursive: true });
  expect(shape).toEqual([3, TILE, TILE]);
  for (let channel = 1; channel <= 3; channel++) expect(data[channel * TILE * TILE - 1]).toBe(200);
});

test("the command writes the sheet of a photograph to a given file, and explains errors", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cambium-sheet-"));
  const [photograph, sheet] = [join(folder, "gray.jpg"), join(folder, "sheet.png")];
  writeFileSync(photograph, grayJpeg);
  const [out, err] = [new PassThrough(), new PassThrough()];
  expect(await run(["--image", photograph, "--out", sheet], { out, err })).toBe(0);
  expect(decode(readFileSync(sheet)).width).toBe(drawSheet(drawScene(TILE), tiles).width);
  expect(await run(["--image", join(folder, "none.jpg")], { out, err })).toBe(2);
  expect(err.read().toString()).toMatch(/^error: .*none\.jpg.*\n$/);
  rmSync(folder, { recursive: true });
});
