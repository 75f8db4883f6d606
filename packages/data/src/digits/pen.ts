import type { Rng } from "@cambium/tensor";
import { bell, between } from "./distort.ts";
import type { Point } from "./path.ts";
import type { InkPoint } from "./rasterize.ts";

/** Spread of the factor on the radius at the start, middle and end of a stroke. */
const PRESSURE = 0.3;
/** The pen never gets thinner than this radius, in pixels. */
const THINNEST = 0.55;
/** How often the ink of a stroke fails somewhere. */
const GAP_CHANCE = 0.08;

/** A number between 0 at the start of a stroke and 1 at its end, to a factor. */
type Profile = (along: number) => number;

/** Gives the points of a stroke their width and darkness: the pressure varies, and now and then the ink fails. */
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

/** 1, except in a gap, if there is one: there down to a random darkness, rising linearly to both sides. */
function randomInk(rng: Rng): Profile {
  const chance = rng.uniform();
  const center = rng.uniform();
  const width = between(rng, 0.05, 0.12);
  const depth = between(rng, 0.4, 1);
  if (chance >= GAP_CHANCE) return () => 1;
  return (t) => 1 - depth * Math.max(0, 1 - Math.abs(t - center) / width);
}
