import { DataError } from "../errors.ts";

/** A file that was left out. */
export interface LeftOut {
  /** Path of the file. */
  readonly path: string;
  /** Message of the error. */
  readonly reason: string;
}

/** Images of a folder. */
export interface FoundImages {
  readonly classNames: readonly string[];
  readonly files: readonly { readonly path: string; readonly label: number }[];
  readonly skipped: readonly LeftOut[];
}

/**
 * Removes the files that are left out.
 *
 * @throws {DataError} If no image of a class remains.
 */
export function without({ classNames, files }: FoundImages, skipped: readonly LeftOut[]): FoundImages {
  const left = new Set(skipped.map(({ path }) => path));
  const kept = files.filter(({ path }) => !left.has(path));
  const labels = new Set(kept.map(({ label }) => label));
  const empty = classNames.findIndex((_, label) => !labels.has(label));
  if (empty !== -1) throw withoutImages(classNames[empty] as string, files, empty, skipped);
  return { classNames, files: kept, skipped };
}

/** Error about a class without images: a network would have an output for it, but never see an image of it. */
function withoutImages(
  name: string,
  files: FoundImages["files"],
  label: number,
  skipped: readonly LeftOut[],
): DataError {
  const paths = new Set(files.filter((file) => file.label === label).map(({ path }) => path));
  const first = skipped.find(({ path }) => paths.has(path));
  return new DataError(
    `imageFolder: a class has no whole images: all ${paths.size} of ${JSON.stringify(name)} were left out: ` +
      `${first?.reason} Get them again, or take the folder away.`,
  );
}
