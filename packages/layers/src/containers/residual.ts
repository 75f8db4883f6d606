import { Describable, inLayer, type Mode, requireMode } from "@cambium/module";
import { add, formatShape, ShapeError, sameShape, type Tensor } from "@cambium/tensor";
import { applyPart, type Part, requirePart } from "./part.ts";

/**
 * A part with a way around it: learns what to change in its input, so that gradients reach early layers undiminished.
 *
 * y = main(x) + shortcut(x), without a shortcut main(x) + x
 *
 * @see He, Zhang, Ren, Sun: Deep residual learning for image recognition (2016), equations 1 and 2.
 * @example
 * const block = new Residual(
 *   new Sequential(new Conv2d(8, 16, 3, { padding: 1, stride: 2 }), relu, new Conv2d(16, 16, 3, { padding: 1 })),
 *   new Conv2d(8, 16, 1, { stride: 2 }),
 * );
 */
export class Residual extends Describable {
  /** What the input goes through. */
  readonly main: Part;
  /** What the input goes through beside it; undefined if it is added as it is. */
  readonly shortcut: Part | undefined;

  /**
   * @param main A layer or a function.
   * @param shortcut A layer or a function that changes the shape as `main` does. Default: none, x itself is added.
   * @throws {TypeError} If one is neither a layer nor a function.
   */
  constructor(main: Part, shortcut?: Part) {
    super();
    requirePart("Residual", "main", main);
    if (shortcut !== undefined) requirePart("Residual", "shortcut", shortcut);
    this.main = main;
    this.shortcut = shortcut;
  }

  /**
   * @param mode Passed on to both.
   * @returns The shape of main(x).
   * @throws {ShapeError} If the two do not have the same shape.
   */
  forward(x: Tensor, mode: Mode): Tensor {
    requireMode("Residual", mode);
    return inLayer(this, { x }, () => {
      const y = applyPart(this, "main", this.main, x, mode);
      const around = this.shortcut ? applyPart(this, "shortcut", this.shortcut, x, mode) : x;
      if (!sameShape(y.shape, around.shape)) throw unequal(y, around, this.shortcut !== undefined);
      return add(y, around);
    });
  }
}

function unequal(y: Tensor, around: Tensor, hasShortcut: boolean): ShapeError {
  const what = hasShortcut ? "the shortcut makes" : "the input is";
  return new ShapeError(
    `Residual: main makes ${formatShape(y.shape)} but ${what} ${formatShape(around.shape)}, and they are added. ` +
      "Give a shortcut that changes the shape as main does, such as a convolution of kernel size 1.",
  );
}
