import { Rng } from "@cambium/tensor";
import { inWords } from "@cambium/tensor/checks";

/** Order in which samples are assigned to parts: random, or that of the data set. */
export type Shuffling =
  | {
      /** Source of the random order. */
      readonly rng: Rng;
      /** If true, the order is random. Default: true. */
      readonly shuffle?: true;
    }
  | {
      /**
       * With false the first samples go to the first part, as time series require. If samples are sorted by class, as in an image
       * folder, parts then lack whole classes, unless you pass `stratify`.
       */
      readonly shuffle: false;
      /** Without a random order there is no source of it. */
      readonly rng?: undefined;
    };

/**
 * Checks that there is an rng if the order is random, and none otherwise.
 *
 * @throws {TypeError} If an rng is missing, or would not be used.
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
