import { callText } from "./call-text.ts";
import { describe } from "./describe.ts";
import { showInConsole } from "./show-in-console.ts";

/**
 * Base of layers that show how they were made: `String(layer)` is the constructor call, and `console.log(layer)` prints
 * {@link describe}. The layers of Cambium extend it. Your own layers may, and need not.
 *
 * @example
 * class Scale extends Describable {
 *   readonly weight: Param;
 *   constructor(size: number) {
 *     super(size);
 *     this.weight = new Param({ shape: [size], init: 1 });
 *   }
 * }
 * String(new Scale(8)); // Scale(8)
 */
export abstract class Describable {
  readonly #made: readonly unknown[];

  /** @param made Arguments of the constructor. Sources of random numbers, backends and functions are not shown. */
  constructor(...made: readonly unknown[]) {
    this.#made = made;
  }

  /** The constructor call, such as `Linear(784, 128)`. */
  toString(): string {
    return callText(this.constructor.name, this.#made);
  }
}

showInConsole(Describable.prototype, describe);
