import type { Image } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { TILE } from "../../../packages/data-augment/test/every-transform.ts";
import { NUMERAL_HEIGHT, numeralPixels } from "./numerals.ts";
import type { Tile } from "./tiles.ts";

const COLUMNS = 8;
/** Pixels between tiles. */
const GAP = 6;
/** Width of a pixel of a numeral in pixels of the sheet. */
const NUMERAL_SCALE = 2;
const HEAD = NUMERAL_SCALE * NUMERAL_HEIGHT + 6;

/** A picture in the layout of PNG files: red, green and blue of each pixel, row by row. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Draws all tiles with their numbers, in rows of eight. */
export function drawSheet(picture: Image, tiles: readonly Tile[]): Sheet {
  const width = GAP + COLUMNS * (TILE + GAP);
  const height = GAP + Math.ceil(tiles.length / COLUMNS) * (HEAD + TILE + GAP);
  const sheet = { width, height, data: new Uint8Array(3 * width * height).fill(255) };
  tiles.forEach(({ title, transform }, index) => {
    const left = GAP + (index % COLUMNS) * (TILE + GAP);
    const top = GAP + Math.floor(index / COLUMNS) * (HEAD + TILE + GAP);
    drawNumber(sheet, index + 1, left, top);
    drawImage(sheet, transform(picture, new Rng(7).fork(title)), left, top + HEAD);
  });
  return sheet;
}

function drawNumber({ width, data }: Sheet, value: number, left: number, top: number): void {
  for (const [column, row] of numeralPixels(value)) {
    for (let i = 0; i < NUMERAL_SCALE; i++) {
      const start = (top + NUMERAL_SCALE * row + i) * width + left + NUMERAL_SCALE * column;
      data.fill(0, 3 * start, 3 * (start + NUMERAL_SCALE));
    }
  }
}

/** Draws an image at the center of its tile. */
function drawImage({ width, data }: Sheet, image: Image, left: number, top: number): void {
  const [channels, rows, columns] = image.shape as [number, number, number];
  const [down, across] = [Math.floor((TILE - rows) / 2), Math.floor((TILE - columns) / 2)];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      for (let channel = 0; channel < channels; channel++) {
        const at = (top + down + i) * width + left + across + j;
        data[3 * at + channel] = image.data[(channel * rows + i) * columns + j]!;
      }
    }
  }
}
