import { Describable, inLayer } from "@cambium/module";
import { type Pair, ShapeError, type Tensor } from "@cambium/tensor";
import { checkOptions, inWords } from "@cambium/tensor/checks";
import { both } from "../pair.ts";
import { requireImages } from "../require-images.ts";
import { interpolate, repeat } from "./interpolate.ts";
import { type Axis, linearPositions, nearestPositions, type Positions } from "./source-positions.ts";

/** Interpolation of {@link Upsample}. */
export type UpsampleMode = "nearest" | "bilinear";

/** Options of {@link Upsample}: either size or scaleFactor. */
export interface UpsampleOptions {
  /** Height and width of the result: a pair, or one number for both. */
  readonly size?: Pair;
  /** Factor of height and width, above 0, and below 1 to shrink: a pair, or one number for both. */
  readonly scaleFactor?: Pair;
  /** Interpolation. Default: nearest. */
  readonly mode?: UpsampleMode;
  /** For bilinear: true to align the centers of the corner pixels instead of the edges of the image. Default: false. */
  readonly alignCorners?: boolean;
}

/**
 * Resizes images to a size or by a factor.
 *
 * With nearest, row i of the result is row ⌊i/scale⌋ of x. With bilinear it is a weighted mean of the two rows nearest to
 * (i + ½)/scale − ½, or with `alignCorners` to i·(H − 1)/(OH − 1). Columns are treated likewise. scale is the factor, or
 * OH/H if a size is given.
 *
 * @example
 * const twice = new Upsample({ scaleFactor: 2, mode: "bilinear" });
 */
export class Upsample extends Describable {
  /** Height and width of the result; undefined if a factor is given. */
  readonly size: Pair | undefined;
  /** Factor of height and width; undefined if a size is given. */
  readonly scaleFactor: Pair | undefined;
  /** Interpolation. */
  readonly mode: UpsampleMode;
  /** True if the centers of the corner pixels are aligned. */
  readonly alignCorners: boolean;

  /**
   * @throws {TypeError} If not exactly one of size and scaleFactor is given, or there is no such mode.
   * @throws {RangeError} If a size or a factor is out of range, or alignCorners is set for nearest.
   */
  constructor(options: UpsampleOptions) {
    super(options);
    checkOptions("Upsample", options, ["scaleFactor", "size", "mode", "alignCorners"]);
    const { size, scaleFactor, mode = "nearest", alignCorners = false } = options;
    checkValues(options, mode, alignCorners);
    this.size = size;
    this.scaleFactor = scaleFactor;
    this.mode = mode;
    this.alignCorners = alignCorners;
  }

  /**
   * @param x [N, C, H, W].
   * @returns [N, C, OH, OW] with the given size, or ⌊H·scaleFactor⌋ and ⌊W·scaleFactor⌋.
   * @throws {ShapeError} If x is not a batch of images, or the result would be empty.
   */
  forward(x: Tensor): Tensor {
    return inLayer(this, { x }, () => {
      requireImages(this, x);
      const [rows, columns] = [this.#axisOf(x, 0), this.#axisOf(x, 1)];
      const { factor: high } = rows;
      const { factor: wide } = columns;
      if (this.mode === "nearest" && Number.isInteger(high) && Number.isInteger(wide))
        return repeat(x, high, wide);
      return interpolate(interpolate(x, 2, this.#positions(rows)), 3, this.#positions(columns));
    });
  }

  /** Lengths of the rows (0) or the columns (1) before and after resizing. */
  #axisOf(x: Tensor, axis: 0 | 1): Axis {
    const before = x.shape[2 + axis]!;
    const given = this.scaleFactor === undefined ? undefined : both(this.scaleFactor)[axis];
    const after = given === undefined ? both(this.size!)[axis] : Math.floor(before * given);
    if (before >= 1 && after >= 1) return { before, after, factor: given ?? after / before };
    throw new ShapeError(
      `Upsample: ${before} ${axis === 0 ? "rows" : "columns"} would become ${after}. Use a larger image or factor.`,
    );
  }

  #positions(axis: Axis): Positions {
    return this.mode === "nearest" ? nearestPositions(axis) : linearPositions(axis, this.alignCorners);
  }
}

function checkValues({ size, scaleFactor }: UpsampleOptions, mode: string, alignCorners: boolean): void {
  if ((size === undefined) === (scaleFactor === undefined)) {
    throw new TypeError(
      `Upsample: needs either size or scaleFactor: got ${size === undefined ? "neither" : "both"}. Give one of them.`,
    );
  }
  if (mode !== "nearest" && mode !== "bilinear")
    throw new TypeError(`Upsample: there is no mode ${mode}. Use nearest or bilinear.`);
  if (alignCorners && mode === "nearest")
    throw new RangeError("Upsample: alignCorners is for mode bilinear: got it for nearest. Leave it out.");
  const odd = both(size ?? 1).find((each) => !Number.isInteger(each) || each < 1);
  if (odd !== undefined)
    throw new RangeError(`Upsample: size must be whole numbers of at least 1: got ${inWords(odd)}.`);
  const flat = both(scaleFactor ?? 1).find((each) => !(each > 0 && Number.isFinite(each)));
  if (flat !== undefined)
    throw new RangeError(
      `Upsample: scaleFactor must be above 0 and finite: got ${flat}. 2 doubles the size.`,
    );
}
