import { inPart, type Mode } from "@cambium/module";
import { Tensor } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";
import type { Layer } from "./layer.ts";

/** A layer, or a plain function of a tensor, such as an activation. */
export type Part = Layer | ((x: Tensor) => Tensor);

/**
 * Checks that a part of a container is a layer or a function.
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

/**
 * The result of a part for x.
 *
 * @param name Name of the part in the container, such as "part 4": errors say which part they come from.
 * @throws {TypeError} If it is not a tensor.
 */
export function applyPart(container: object, name: string, part: Part, x: Tensor, mode: Mode): Tensor {
  return inPart(container, name, part, () => {
    const y: unknown = typeof part === "function" ? part(x) : part.forward(x, mode);
    if (y instanceof Tensor) return y;
    throw new TypeError(
      `its result must be a tensor: got ${inWords(y)}. Wrap it in a layer that returns one.`,
    );
  });
}
