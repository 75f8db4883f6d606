/** Names of `CreateOptions`, which many options extend. */
export const createNames = ["dtype", "backend"] as const;

/** Names of `RandomOptions`. */
export const randomNames = ["rng", "dtype", "backend"] as const;
