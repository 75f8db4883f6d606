import type { Schedule } from "@cambium/optim";

/**
 * A learning rate that falls from `peak` to 0 in half a wave.
 *
 * η(t) = peak · (1 + cos(π · t / steps)) / 2
 *
 * @see Loshchilov, Hutter: SGDR: Stochastic gradient descent with warm restarts (2017), equation 5, without restarts.
 */
export function cosineDecay(peak: number, steps: number): Schedule {
  return (step) => (peak / 2) * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps));
}
