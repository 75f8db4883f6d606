/** The names of tensor's `CreateOptions`, which many options extend. */
export const createNames = ["dtype", "backend"] as const;

/** The names of tensor's `RandomOptions`. */
export const randomNames = ["rng", "dtype", "backend"] as const;
