import { Describable, inLayer, type Mode, requireMode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import { applyPart, type Part, requirePart } from "./part.ts";

/**
 * A chain of layers and functions, each applied to the result of the one before.
 *
 * y = partₙ(… part₁(part₀(x)))
 *
 * The parts are its fields 0, 1, …, so that parameters are named as in PyTorch: `0.weight`.
 *
 * @example
 * const model = new Sequential(new Linear(2, 8), tanh, new Linear(8, 1));
 * initialize(model, new Rng(42));
 * const y = model.forward(x, inference);
 */
export class Sequential extends Describable {
  readonly [index: number]: Part;

  /** @throws {TypeError} If a part is neither a layer nor a function. */
  constructor(...parts: readonly Part[]) {
    super();
    for (const [index, part] of parts.entries()) requirePart("Sequential", `part ${index}`, part);
    Object.assign(this, parts);
  }

  /**
   * @param mode Passed on to every layer.
   * @returns Result of the last part, or `x` without parts.
   */
  forward(x: Tensor, mode: Mode): Tensor {
    requireMode("Sequential", mode);
    const parts: Part[] = Object.values(this);
    return inLayer(this, { x }, () =>
      parts.reduce((y, part, i) => applyPart(this, `part ${i}`, part, y, mode), x),
    );
  }
}
