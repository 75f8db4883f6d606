import { eye, formatShape, ShapeError } from "@cambium/tensor";
import type { Initializer } from "./initializer.ts";

/**
 * Identity matrix, with which each output of a linear layer copies one input, as far as there are outputs.
 *
 * W[i, j] = 1 where i = j, 0 elsewhere
 *
 * @throws {ShapeError} When used on a shape that does not have two dimensions.
 * @see Le, Jaitly, Hinton: A simple way to initialize recurrent networks of rectified linear units (2015).
 * @example
 * new Linear(64, 64, { rng, init: identity });
 */
export const identity: Initializer = (shape, { rng: _, ...place }) => {
  const [rows, columns] = shape;
  if (rows !== undefined && columns !== undefined && shape.length === 2) return eye(rows, columns, place);
  throw new ShapeError(
    `identity: needs a matrix [out, in]: got ${formatShape(shape)}. For the kernels of a convolution use dirac().`,
  );
};
