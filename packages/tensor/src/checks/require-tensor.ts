import { Tensor } from "../tensor.ts";
import { inWords } from "./in-words.ts";

/**
 * Checks that an argument is a tensor.
 *
 * @param name Name of the argument. Default: x.
 * @throws {TypeError} If it is something else, such as an array or a promise.
 */
export function requireTensor(op: string, x: unknown, name = "x"): void {
  if (x instanceof Tensor) return;
  const advice = x instanceof Promise ? "Await it." : "Make one with tensor(…).";
  throw new TypeError(`${op}: ${name} must be a tensor: got ${inWords(x)}. ${advice}`);
}
