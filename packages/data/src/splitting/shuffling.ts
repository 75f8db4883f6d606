import { Rng } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/** Order in which samples are assigned to parts: at random, or as they come. */
export type Shuffling =
  | {
      /** Source of the random order. */
      readonly rng: Rng;
      /** True: at random. Default: true. */
      readonly shuffle?: true;
    }
  | {
      /**
       * False: the first samples go to the first part, as time series need it. Where samples are sorted by class, as in an
       * image folder, parts then lack whole classes, unless `stratify` is given.
       */
      readonly shuffle: false;
      readonly rng?: undefined;
    };

/**
 * Checks that there is an rng if the order is random, and none otherwise.
 *
 * @throws {TypeError} If not.
 */
export function checkShuffling(op: string, { rng, shuffle = true }: Partial<Shuffling>): void {
  if (typeof shuffle !== "boolean")
    throw new TypeError(`${op}: shuffle must be true or false: got ${inWords(shuffle)}.`);
  if (shuffle && !(rng instanceof Rng)) {
    throw new TypeError(
      `${op}: samples are shuffled, which needs an rng. Give rng: rng.fork("${op}"), or shuffle: false to keep their order.`,
    );
  }
  if (!shuffle && rng) {
    throw new TypeError(`${op}: nothing would draw from the rng. Leave out shuffle: false, or rng.`);
  }
}
