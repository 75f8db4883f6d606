import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { encode } from "fast-png";
import { readPhotograph } from "./photograph.ts";
import { drawScene } from "./scene.ts";
import { drawSheet } from "./sheet.ts";
import { TILE, tiles } from "./tiles.ts";

const { image, out } = parseArgs({
  options: {
    image: { type: "string" },
    out: { type: "string", default: join(import.meta.dirname, "../../../docs/augment-sheet.png") },
  },
}).values;

const { width, height, data } = drawSheet(image ? await readPhotograph(image) : drawScene(TILE), tiles);
writeFileSync(out, encode({ width, height, data, channels: 3, depth: 8 }, { zlib: { level: 9 } }));
tiles.forEach(({ title }, index) => {
  console.log(`${index + 1} ${title}`);
});
console.log(`Written to ${out}`);
