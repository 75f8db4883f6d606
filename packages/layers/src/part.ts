import type { Mode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import type { Layer } from "./layer.ts";

/** A layer, or a plain function of a tensor, such as an activation. */
export type Part = Layer | ((x: Tensor) => Tensor);

/**
 * Checks that a part of a layer is one.
 *
 * @throws {TypeError} If it is neither a layer nor a function.
 */
export function requirePart(layer: string, name: string, part: Part): void {
  if (typeof part === "function" || typeof part?.forward === "function") return;
  throw new TypeError(
    `${layer}: ${name} is neither a layer nor a function: got ${String(part)}. Pass things with a forward method.`,
  );
}

/** What a part makes of x. */
export function applyPart(part: Part, x: Tensor, mode: Mode): Tensor {
  return typeof part === "function" ? part(x) : part.forward(x, mode);
}
