/** Names of `CreateOptions`, which many options extend. */
export const createNames = ["dtype", "backend"] as const;
