import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { DataError } from "@cambium/data";
import { Command, CommanderError } from "commander";
import { encode } from "fast-png";
import { TILE } from "../../../packages/data-augment/test/every-transform.ts";
import { readPhotograph } from "./photograph.ts";
import { drawScene } from "./scene.ts";
import { drawSheet } from "./sheet.ts";
import { tiles } from "./tiles.ts";

/** The sheet of the documentation, drawn of the scene. */
const documented = join(import.meta.dirname, "../../../docs/augment-sheet.png");

/** Where a command writes. */
interface Terminal {
  readonly out: Writable;
  readonly err: Writable;
}

/** What the options say. */
interface SheetOptions {
  readonly image?: string;
  readonly out?: string;
}

/**
 * Draws all transforms on one picture.
 *
 * @param words What stands after the program's name.
 * @returns The exit code: 0, or 2 for what the user can mend.
 */
export async function run(words: readonly string[], { out, err }: Terminal): Promise<number> {
  const program = new Command("augment:sheet")
    .description("Draws every transform on one picture, as a sheet of numbered tiles.")
    .option("--image <file>", "a PNG or JPEG file (default: a drawn scene)")
    .option(
      "--out <file>",
      "the PNG to write (default: that of the documentation; of --image, augment-sheet.png here)",
    )
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) })
    .action((options: SheetOptions) => write(options, out));
  try {
    await program.parseAsync(words, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const isMendable = error instanceof DataError || (error instanceof Error && "code" in error);
    if (!isMendable) throw error;
    err.write(`error: ${error.message}\n`);
    return 2;
  }
}

async function write({ image, out: path }: SheetOptions, out: Writable): Promise<void> {
  const { width, height, data } = drawSheet(image ? await readPhotograph(image) : drawScene(TILE), tiles);
  const place = path ?? (image ? "augment-sheet.png" : documented);
  writeFileSync(place, encode({ width, height, data, channels: 3, depth: 8 }, { zlib: { level: 9 } }));
  tiles.forEach(({ title }, index) => {
    out.write(`${index + 1} ${title}\n`);
  });
  out.write(`Written to ${place}\n`);
}
