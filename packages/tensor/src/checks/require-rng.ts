import { Rng } from "../rng.ts";
import { inWords } from "./in-words.ts";

/**
 * Checks that what draws random numbers was given a stream of them.
 *
 * @param advice Ends the message.
 * @throws {TypeError} If not, naming who draws.
 */
export function requireRng(
  owner: string,
  rng: unknown,
  advice = "Pass { rng: new Rng(42) }, or a fork of one.",
): void {
  if (rng instanceof Rng) return;
  throw new TypeError(`${owner}: rng must be an Rng, to draw from: got ${inWords(rng)}. ${advice}`);
}
