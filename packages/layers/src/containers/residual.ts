import { Describable, inLayer, type Mode, requireMode } from "@cambium/module";
import { add, formatShape, ShapeError, sameShape, type Tensor } from "@cambium/tensor";
import { applyPart, type Part, requirePart } from "./part.ts";

/**
 * Residual block: a part with a connection that skips it. It learns a change of its input, and the skip connection passes
 * gradients on to early layers undiminished.
 *
 * y = main(x) + shortcut(x), or main(x) + x without a shortcut
 *
 * @see He, Zhang, Ren, Sun: Deep residual learning for image recognition (2016), equations 1 and 2.
 * @example
 * const block = new Residual(
 *   new Sequential(new Conv2d(8, 16, 3, { padding: 1, stride: 2 }), relu, new Conv2d(16, 16, 3, { padding: 1 })),
 *   new Conv2d(8, 16, 1, { stride: 2 }),
 * );
 */
export class Residual extends Describable {
  /** Layer or function on the main path. */
  readonly main: Part;
  /** Layer or function on the skip connection; undefined if the input is added as it is. */
  readonly shortcut: Part | undefined;

  /**
   * @param main A layer or a function.
   * @param shortcut A layer or a function that changes the shape as `main` does. Default: none, so that x itself is added.
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
