import { join } from "node:path";
import { checkOptions } from "@cambium/tensor/checks";
import { requirePath } from "../checks.ts";
import { checkIndex, type Dataset } from "../datasets/dataset.ts";
import type { LabeledImage } from "../datasets/labeled-images.ts";
import { DataError } from "../errors.ts";
import { checkDecodeOptions, type DecodeOptions, imageNames, MAX_PIXELS } from "../images/decode-image.ts";
import { readImageFile } from "./image-file.ts";
import { type FoundImages, type LeftOut, without } from "./left-out.ts";
import { entriesOf, imagesBelow } from "./walk-images.ts";

/** Options of {@link imageFolder}. */
export interface ImageFolderOptions extends Omit<DecodeOptions, "name"> {
  /**
   * Number of channels of all images, so that they stack. Default: 3.
   */
  readonly channels?: 1 | 3 | 4;
  /** Names of the classes, in the order of their indices. Default: the names of the folders, sorted. */
  readonly classNames?: readonly string[];
  /**
   * Treatment of files that are not complete images. "throw" raises an error when the sample is read. "skip" decodes every file
   * once, now, and leaves out those that fail. Default: "throw".
   */
  readonly onError?: "throw" | "skip";
  /**
   * Files to leave out, from `skipped` of an earlier call with `onError: "skip"`. Workers then need not decode every file again.
   */
  readonly skipped?: readonly LeftOut[];
}

/** Data set of image files with a folder for each class. Each file is read and decoded on demand. */
export interface ImageFolder extends Dataset<Promise<LabeledImage>> {
  /** Names of the classes, in the order of their indices. */
  readonly classNames: readonly string[];
  /** Path of each image. */
  readonly paths: readonly string[];
  /** Class index of each image. */
  readonly labels: Int32Array;
  /** Files that were left out because they are not complete images. */
  readonly skipped: readonly LeftOut[];
}

/**
 * Data set of the images in a folder that has a folder for each class, such as `class/name.png`; for Node, Deno and Bun.
 *
 * The images of a class may be at any depth in its folder. They are sorted by name, and read on demand. The contents of a
 * file determine whether it is PNG or JPEG. Names that start with a period are ignored, and links are followed.
 *
 * @throws {DataError} If the folder cannot be read or has no folders, if a class has no images or all of them are left out,
 * or if a folder is not among `classNames`.
 * @throws {RangeError} If an option is out of range.
 * @example
 * const photographs = await imageFolder("photographs", { onError: "skip" });
 * console.log(photographs.classNames, photographs.skipped.length);
 */
export async function imageFolder(folder: string, options: ImageFolderOptions = {}): Promise<ImageFolder> {
  requirePath("imageFolder", folder);
  checkOptions("imageFolder", options, ["classNames", "onError", "skipped", ...imageNames]);
  const { onError = "throw" } = options;
  if (onError !== "throw" && onError !== "skip") {
    throw new RangeError(`imageFolder: onError must be "throw" or "skip": got ${JSON.stringify(onError)}.`);
  }
  const { channels = 3, dtype = "uint8", skipped: known = [] } = options;
  const { applyOrientation = true, maxPixels = MAX_PIXELS } = options;
  const decoding = { channels, dtype, applyOrientation, maxPixels };
  checkDecodeOptions("imageFolder", decoding);
  const classNames = await classesIn(folder, options.classNames);
  const classes = await Promise.all(classNames.map((name) => imagesIn(join(folder, name))));
  const files = classes.flatMap((paths, label) => paths.map((path) => ({ path, label })));
  const all = datasetOf(without({ classNames, files, skipped: [] }, known), decoding);
  if (onError === "throw") return all;
  return datasetOf(
    without({ classNames, files, skipped: [] }, [...known, ...(await brokenOnes(all))]),
    decoding,
  );
}

function datasetOf(
  { classNames, files, skipped }: FoundImages,
  decoding: Omit<DecodeOptions, "name">,
): ImageFolder {
  const paths = files.map(({ path }) => path);
  const labels = Int32Array.from(files, ({ label }) => label);
  return {
    length: files.length,
    classNames,
    paths,
    labels,
    skipped,
    async get(index) {
      checkIndex("get", index, paths.length);
      return { x: await readImageFile(paths[index] as string, decoding), y: labels[index] as number };
    },
  };
}

async function classesIn(folder: string, wanted: readonly string[] | undefined): Promise<readonly string[]> {
  const entries = await entriesOf(folder);
  const found = entries.filter(({ isFolder }) => isFolder).map(({ name }) => name);
  if (found.length === 0) {
    throw new DataError(
      `imageFolder: there are no classes: ${folder} holds ${entries.length} files and no folders. ` +
        "Give each class a folder of its own.",
    );
  }
  const unknown = wanted && found.find((name) => !wanted.includes(name));
  if (unknown !== undefined) {
    throw new DataError(
      `imageFolder: the labels do not match: ${folder} has a folder ${JSON.stringify(unknown)} that is not among ` +
        "classNames. Add it, or take the folder away.",
    );
  }
  return wanted ?? found;
}

async function imagesIn(folder: string): Promise<string[]> {
  const paths = await imagesBelow(folder);
  if (paths.length > 0) return paths.sort();
  throw new DataError(
    `imageFolder: a class has no images: ${folder} holds no .png, .jpg or .jpeg. Put some there, or take the folder away.`,
  );
}

/** Decodes all images, one at a time, and returns those that fail. */
async function brokenOnes(all: ImageFolder): Promise<LeftOut[]> {
  const skipped: LeftOut[] = [];
  for (const [index, path] of all.paths.entries()) {
    try {
      await all.get(index);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      skipped.push({ path, reason: error.message });
    }
  }
  return skipped;
}
