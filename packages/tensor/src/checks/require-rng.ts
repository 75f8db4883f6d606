import { Rng } from "../rng.ts";
import { inWords } from "./in-words.ts";

/**
 * Checks that an argument is an `Rng`.
 *
 * @param advice Last sentence of the message.
 * @throws {TypeError} If it is something else, naming the function that draws.
 */
export function requireRng(
  owner: string,
  rng: unknown,
  advice = "Pass { rng: new Rng(42) }, or a fork of one.",
): void {
  if (rng instanceof Rng) return;
  throw new TypeError(`${owner}: rng must be an Rng, to draw from: got ${inWords(rng)}. ${advice}`);
}
