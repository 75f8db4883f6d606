import { formatShape, type Shape, ShapeError, sizeOf } from "@cambium/tensor";

/** How many numbers flow into, and out of, each unit of a weight. */
export interface Fans {
  /** How many numbers each output is a weighted sum of. */
  readonly fanIn: number;
  /** How many outputs each input goes into. */
  readonly fanOut: number;
}

/** Which of the two fans a rule goes by: `fanIn` keeps the size of values in the forward pass, `fanOut` that of gradients in the backward pass. */
export type FanMode = keyof Fans;

/**
 * The fans of a weight [out, in, kernel…].
 *
 * fanIn = in·kernel, fanOut = out·kernel, kernel being the number of places of the kernel (1 without one).
 *
 * @throws {ShapeError} If the shape has less than two dimensions.
 */
export function fans(shape: Shape): Fans {
  const [out, channels, ...kernel] = shape;
  if (out === undefined || channels === undefined) {
    throw new ShapeError(
      `fans: a weight needs at least the dimensions [out, in]: got ${formatShape(shape)}. ` +
        "Give it two, or an initializer that goes by no fan, such as constant.",
    );
  }
  const places = sizeOf(kernel);
  return { fanIn: channels * places, fanOut: out * places };
}
