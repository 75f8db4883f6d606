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

/** The sheet of the documentation, which shows the drawn scene. */
const documented = join(import.meta.dirname, "../../../docs/augment-sheet.png");

/** Output streams of a command. */
interface Terminal {
  readonly out: Writable;
  readonly err: Writable;
}

/** Options of the command. */
interface SheetOptions {
  readonly image?: string;
  readonly out?: string;
}

/**
 * Draws the results of all transforms for one picture.
 *
 * @param words Arguments of the command line.
 * @returns Exit code: 0, or 2 for an error that the user can fix.
 */
export async function run(words: readonly string[], { out, err }: Terminal): Promise<number> {
  const program = new Command("augment:sheet")
    .description("Applies every transform to one picture and draws a sheet of numbered tiles.")
    .option("--image <file>", "PNG or JPEG file (default: a drawn scene)")
    .option(
      "--out <file>",
      "PNG to write (default: the sheet of the documentation; with --image, ./augment-sheet.png)",
    )
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) })
    .action((options: SheetOptions) => write(options, out));
  try {
    await program.parseAsync(words, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const isFixable = error instanceof DataError || (error instanceof Error && "code" in error);
    if (!isFixable) throw error;
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
