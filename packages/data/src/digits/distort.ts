import type { Rng } from "@cambium/tensor";
import type { ControlPoint, Point } from "./path.ts";

/**
 * Approximately normal number: mean 0, variance 1, within ±3.
 *
 * It is a scaled sum of three uniform numbers, because additions give the same bits on every machine, unlike logarithms and
 * cosines.
 */
export function bell(rng: Rng): number {
  return 2 * (rng.uniform() + rng.uniform() + rng.uniform() - 1.5);
}

/** Uniform number in [low, high). */
export function between(rng: Rng, low: number, high: number): number {
  return low + (high - low) * rng.uniform();
}

/** Moves every control point independently, by about `amount` in each direction. */
export function jitter(stroke: readonly ControlPoint[], amount: number, rng: Rng): ControlPoint[] {
  return stroke.map(({ x, y, corner }) => ({
    x: x + amount * bell(rng),
    y: y + amount * bell(rng),
    corner,
  }));
}

/** A map of the plane. */
export type Transform = (point: Point) => Point;

/** Ranges of a random affine map. */
export interface AffineRange {
  /** Largest usual rotation: the tangent of half the angle. */
  readonly turn: number;
  /** Mean and spread of the slant, as x moved per unit of height. */
  readonly slant: readonly [mean: number, spread: number];
  /** Narrowest and widest factor on x. */
  readonly width: readonly [low: number, high: number];
}

/**
 * Random affine map: rotation ∘ slant ∘ widening.
 *
 * With t = tan(angle / 2): cos = (1 − t²) / (1 + t²), sin = 2t / (1 + t²), without trigonometric functions.
 */
export function randomAffine(range: AffineRange, rng: Rng): Transform {
  const t = range.turn * bell(rng);
  const cosine = (1 - t * t) / (1 + t * t);
  const sine = (2 * t) / (1 + t * t);
  const slant = range.slant[0] + range.slant[1] * bell(rng);
  const width = between(rng, range.width[0], range.width[1]);
  return ({ x, y }) => {
    const leaning = width * x - slant * y;
    return { x: cosine * leaning - sine * y, y: sine * leaning + cosine * y };
  };
}

/**
 * Random proportions: moves the waist up or down, and makes the top wider than the bottom or the reverse.
 *
 * (x, y) ↦ (x (1 + a y), y + b (1 − y²))
 */
export function randomProportions(taper: number, waist: number, rng: Rng): Transform {
  const a = taper * bell(rng);
  const b = waist * between(rng, -1, 1);
  return ({ x, y }) => ({ x: x * (1 + a * y), y: y + b * (1 - y * y) });
}

/** Number of cells of the elastic grid along each side of [−1, 1]². */
const CELLS = 3;
/** A cubic spline reaches three knots past its first cell. */
const KNOTS = CELLS + 3;

/**
 * Random elastic map: p ↦ p + amount · d(p), where d is a cubic B-spline with random knots.
 *
 * @see Simard, Steinkraus, Platt: Best Practices for Convolutional Neural Networks Applied to Visual Document
 * Analysis (ICDAR 2003), for the idea, with white noise blurred by a Gaussian as the field.
 */
export function randomElastic(amount: number, rng: Rng): Transform {
  const knots = Array.from({ length: KNOTS * KNOTS }, () => ({
    x: amount * bell(rng),
    y: amount * bell(rng),
  }));
  return ({ x, y }) => {
    const across = splineWeights(x);
    const down = splineWeights(y);
    let movedX = x;
    let movedY = y;
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) {
        const knot = knots[(down.first + row) * KNOTS + across.first + column] as Point;
        const weight = (down.weights[row] as number) * (across.weights[column] as number);
        movedX += weight * knot.x;
        movedY += weight * knot.y;
      }
    }
    return { x: movedX, y: movedY };
  };
}

/** First knot and the four weights of a uniform cubic B-spline at `position`, clamped to [−1, 1]. */
function splineWeights(position: number): { first: number; weights: readonly number[] } {
  const scaled = Math.min(Math.max((position + 1) / 2, 0), 1) * CELLS;
  const first = Math.min(Math.floor(scaled), CELLS - 1);
  const t = scaled - first;
  const s = 1 - t;
  const weights = [
    (s * s * s) / 6,
    (3 * t * t * t - 6 * t * t + 4) / 6,
    (3 * s * s * s - 6 * s * s + 4) / 6,
    (t * t * t) / 6,
  ];
  return { first, weights };
}
