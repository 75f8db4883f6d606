import type { Rng } from "@cambium/tensor";
import { bell, between } from "./distort.ts";
import type { Point } from "./path.ts";
import type { InkPoint } from "./rasterize.ts";

/** Standard deviation of the radius factor at the start, middle and end of a stroke. */
const PRESSURE = 0.3;
/** Minimum radius of the pen in pixels. */
const THINNEST = 0.55;
/** Probability that a stroke has a gap in the ink. */
const GAP_CHANCE = 0.08;

/** Factor as a function of the position in a stroke, from 0 at its start to 1 at its end. */
type Profile = (along: number) => number;

/** Assigns width and darkness to the points of a stroke. The pressure varies, and the ink has occasional gaps. */
export function press(path: readonly Point[], radius: number, rng: Rng): InkPoint[] {
  const pressure = randomPressure(rng);
  const ink = randomInk(rng);
  return path.map(({ x, y }, index) => {
    const along = index / (path.length - 1);
    return { x, y, radius: Math.max(THINNEST, radius * pressure(along)), ink: ink(along) };
  });
}

/** 1 plus a quadratic Bézier curve with random ordinates. */
function randomPressure(rng: Rng): Profile {
  const first = PRESSURE * bell(rng);
  const middle = PRESSURE * bell(rng);
  const last = PRESSURE * bell(rng);
  return (t) => 1 + first * (1 - t) * (1 - t) + 2 * middle * t * (1 - t) + last * t * t;
}

/** 1, except in a possible gap, where the factor falls linearly to a random darkness from both sides. */
function randomInk(rng: Rng): Profile {
  const chance = rng.uniform();
  const center = rng.uniform();
  const width = between(rng, 0.05, 0.12);
  const depth = between(rng, 0.4, 1);
  if (chance >= GAP_CHANCE) return () => 1;
  return (t) => 1 - depth * Math.max(0, 1 - Math.abs(t - center) / width);
}
