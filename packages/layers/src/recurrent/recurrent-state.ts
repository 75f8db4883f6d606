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

/** Tensors of a state by name; undefined ones start from zeros. */
export type GivenState = Readonly<Record<string, Tensor | undefined>>;

/**
 * Initial state of a recurrent layer, in the order of its recurrence.
 *
 * @param layout Names of the dimensions, for messages.
 * @throws {ShapeError | DTypeError} If a tensor has another shape, or another type than x.
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
