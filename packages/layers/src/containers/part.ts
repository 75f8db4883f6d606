import type { Mode } from "@cambium/module";
import type { Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import type { Layer } from "./layer.ts";

/** A layer, or a plain function of a tensor, such as an activation. */
export type Part = Layer | ((x: Tensor) => Tensor);

/**
 * Checks that a part of a layer is one.
 *
 * @throws {TypeError} If it is neither a layer nor a function.
 */
export function requirePart(layer: string, name: string, part: Part): void {
  if (typeof part === "object" && typeof part?.forward === "function") return;
  const isClass = typeof part === "function" && typeof part.prototype?.forward === "function";
  if (typeof part === "function" && !isClass) return;
  const found = isClass ? `the class ${part.name}` : inWords(part);
  throw new TypeError(
    `${layer}: ${name} is neither a layer nor a function: got ${found}. ${adviceFor(part, isClass)}`,
  );
}

function adviceFor(part: unknown, isClass: boolean): string {
  if (isClass) return "Make a layer of it with new.";
  return Array.isArray(part) ? "Spread it: ...parts." : "Pass things with a forward method.";
}

/** What a part makes of x. */
export function applyPart(part: Part, x: Tensor, mode: Mode): Tensor {
  return typeof part === "function" ? part(x) : part.forward(x, mode);
}
