/**
 * Call signatures of a function of X with up to four overloads, as a union of `[arguments after the first, result]`.
 *
 * @internal
 */
export type Signatures<X, F> = F extends {
  (x: X, ...rest: infer Rest1): infer R1;
  (x: X, ...rest: infer Rest2): infer R2;
  (x: X, ...rest: infer Rest3): infer R3;
  (x: X, ...rest: infer Rest4): infer R4;
}
  ? [Rest1, R1] | [Rest2, R2] | [Rest3, R3] | [Rest4, R4]
  : never;

/**
 * Result of the signature that accepts these arguments.
 *
 * @internal
 */
export type Select<Signature, Rest> = Signature extends [infer Wanted, infer R]
  ? Rest extends Wanted
    ? R
    : never
  : never;

/** The arguments that an overloaded function F takes after its first, an X. */
export type RestOf<X, F> = Signatures<X, F>[0] & readonly unknown[];

/** The result of an overloaded function F for an X and these further arguments. */
export type ResultOf<X, F, Rest> = Select<Signatures<X, F>, Rest>;
