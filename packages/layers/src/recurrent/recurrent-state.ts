import {
  DTypeError,
  formatShape,
  type Shape,
  ShapeError,
  sameShape,
  type Tensor,
  zeros,
} from "@cambium/tensor";
import type { Recurrence } from "./recurrence.ts";

/** Tensors of a state by their names; those that are undefined start from zeros. */
export type GivenState = Readonly<Record<string, Tensor | undefined>>;

/**
 * The state that a recurrent layer starts from, in the order of its recurrence.
 *
 * @param layout What the dimensions are, for messages.
 * @throws {ShapeError | DTypeError} If one does not have the shape, or the type of x.
 */
export function startState(
  layer: string,
  { states }: Recurrence,
  given: GivenState,
  shape: Shape,
  layout: string,
  { dtype, backend }: Tensor,
): Tensor[] {
  return states.map((name) => {
    const state = given[name];
    if (!state) return zeros(shape, { dtype, backend });
    if (!sameShape(state.shape, shape)) {
      throw new ShapeError(
        `${layer}: ${name} must have shape ${formatShape(shape)}, which is ${layout}: got ${formatShape(state.shape)}. ` +
          "Leave it out to start from zeros.",
      );
    }
    if (state.dtype !== dtype) {
      throw new DTypeError(`${layer}: x is ${dtype} but ${name} is ${state.dtype}. Cast one of them.`);
    }
    return state;
  });
}
