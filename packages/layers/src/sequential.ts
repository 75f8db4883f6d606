import { type Mode, requireMode } from "@cambium/module";
import { scope, type Tensor } from "@cambium/tensor";
import type { Layer } from "./layer.ts";

/** A layer, or a plain function of a tensor, such as an activation. */
export type Part = Layer | ((x: Tensor) => Tensor);

/**
 * Layers and functions, one after the other.
 *
 * y = partₙ(… part₁(part₀(x)))
 *
 * The parts are its fields 0, 1, …, so that parameters are named as in PyTorch: `0.weight`.
 *
 * @example
 * const model = new Sequential(new Linear(2, 8, { rng: rng.fork(0) }), tanh, new Linear(8, 1, { rng: rng.fork(1) }));
 * const y = model.forward(x, inference);
 */
export class Sequential {
  readonly [index: number]: Part;

  /** @throws {TypeError} If a part is neither a layer nor a function. */
  constructor(...parts: readonly Part[]) {
    for (const [index, part] of parts.entries()) requirePart(part, index);
    Object.assign(this, parts);
  }

  /**
   * @param mode Passed on to every layer.
   * @returns What the last part returns; `x` if there is none.
   */
  forward(x: Tensor, mode: Mode): Tensor {
    requireMode("Sequential", mode);
    const parts: Part[] = Object.values(this);
    return scope(() =>
      parts.reduce((y, part) => (typeof part === "function" ? part(y) : part.forward(y, mode)), x),
    );
  }
}

function requirePart(part: Part, index: number): void {
  if (typeof part === "function" || typeof part?.forward === "function") return;
  throw new TypeError(
    `Sequential: part ${index} is neither a layer nor a function: got ${String(part)}. Pass things with a forward method.`,
  );
}
