import { formatShape, type Shape, ShapeError, sizeOf } from "@cambium/tensor";

/** Numbers of inputs and outputs that each unit of a weight is connected to. */
export interface Fans {
  /** Number of inputs that each output sums over. */
  readonly fanIn: number;
  /** Number of outputs that each input contributes to. */
  readonly fanOut: number;
}

/** Fan that a rule uses: `fanIn` preserves the scale of values in the forward pass, `fanOut` that of gradients in the backward pass. */
export type FanMode = keyof Fans;

/**
 * Fans of a weight [out, in, kernel…].
 *
 * fanIn = in·kernel, fanOut = out·kernel, where kernel is the number of kernel positions (1 without a kernel).
 *
 * @throws {ShapeError} If the shape has fewer than two dimensions.
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
