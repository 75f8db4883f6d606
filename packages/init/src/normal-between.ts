import type { Rng } from "@cambium/tensor";

/** Draws one number from a stream. */
type Draw = (rng: Rng) => number;

/**
 * Draws standard normal numbers z with low ≤ z ≤ high, exactly and at a bounded cost, however far out the interval is.
 *
 * Candidates come from a simpler distribution that covers the interval, and are accepted with a probability that makes the
 * result normal. The distribution is normal if the interval covers much of the mass, uniform if it is narrow, and
 * exponential if it is in a tail.
 *
 * @see Robert: Simulation of truncated normal variables (1995), §2.
 */
export function normalBetween(low: number, high: number): Draw {
  if (high < 0) {
    const mirrored = normalBetween(-high, -low);
    return (rng) => -mirrored(rng);
  }
  if (low > 0) return high - low < widestEven(low) ? evenlySpread(low, high) : tail(low, high);
  return high - low < Math.sqrt(2 * Math.PI) ? evenlySpread(low, high) : fromAll(low, high);
}

/** Draws from uniform candidates. The density is largest at 0, or where the interval comes closest to it. */
function evenlySpread(low: number, high: number): Draw {
  const closest = Math.max(low, 0);
  return accepted(
    (rng) => low + (high - low) * rng.uniform(),
    (z) => Math.exp((closest ** 2 - z ** 2) / 2),
  );
}

/** Draws normal numbers until one is inside the interval. */
function fromAll(low: number, high: number): Draw {
  return accepted(
    (rng) => rng.normal(),
    (z) => Number(z >= low && z <= high),
  );
}

/** Draws from exponential candidates above `low`, with the rate that has the highest acceptance. */
function tail(low: number, high: number): Draw {
  const rate = bestRate(low);
  return accepted(
    (rng) => low - Math.log(1 - rng.uniform()) / rate,
    (z) => (z <= high ? Math.exp(-((z - rate) ** 2) / 2) : 0),
  );
}

function accepted(candidate: Draw, probability: (z: number) => number): Draw {
  return (rng) => {
    for (;;) {
      const z = candidate(rng);
      if (rng.uniform() < probability(z)) return z;
    }
  };
}

/** Rate of the exponential distribution that fits the tail above `low` best: (low + √(low² + 4))/2. */
function bestRate(low: number): number {
  return (low + Math.sqrt(low ** 2 + 4)) / 2;
}

/** Largest width of an interval above `low` for which uniform candidates are accepted more often than exponential ones. */
function widestEven(low: number): number {
  const rate = bestRate(low);
  return Math.exp((low ** 2 - low * Math.sqrt(low ** 2 + 4)) / 4 + 0.5) / rate;
}
