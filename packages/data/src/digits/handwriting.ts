import type { Rng } from "@cambium/tensor";
import { between, jitter, randomAffine, randomElastic, randomProportions } from "./distort.ts";
import { mix, type Point, parseForm, type Stroke, smooth } from "./path.ts";
import { press } from "./pen.ts";
import { centering, drawStroke, fitToBox, forEachInked, SIDE } from "./rasterize.ts";
import { skeletons } from "./skeletons.ts";

/** A parsed style of `skeletons.ts`. */
interface Style {
  readonly weight: number;
  readonly forms: readonly (readonly Stroke[])[];
}

/** Variation between hands. Lengths are in half sides of the frame of the skeletons. */
const hand = {
  /** Radius of the pen, in pixels. */
  radius: [0.8, 1.8],
  jitter: [0.02, 0.08],
  elastic: [0.05, 0.2],
  taper: 0.1,
  waist: 0.1,
  affine: { turn: 0.08, slant: [0.13, 0.24], width: [0.65, 1.6] },
  /** A 1 is narrow, and leans more. */
  affineOfOne: { turn: 0.08, slant: [0.25, 0.3], width: [0.5, 1.1] },
} as const;

/** Number of points of the curve between two control points. */
const STEPS = 8;

/** Parsed at first use, so that an import costs nothing. */
let styles: Style[][] | undefined;

function stylesOf(digit: number): readonly Style[] {
  styles ??= skeletons.map((ofDigit) =>
    ofDigit.map(({ weight, forms }) => ({ weight, forms: forms.map(parseForm) })),
  );
  return styles[digit] as Style[];
}

/** Draws an image of `digit` into `out`, SIDE × SIDE bytes that are 0. Ink is bright, as in MNIST. */
export function drawDigit(digit: number, rng: Rng, out: Uint8Array): void {
  const radius = between(rng, ...hand.radius);
  const softness = between(rng, 1, 1.7);
  const canvas = new Float64Array(SIDE * SIDE);
  for (const path of fitToBox(write(digit, rng), radius)) {
    drawStroke(canvas, press(path, radius, rng), softness);
  }
  develop(canvas, rng, out);
}

/** Pen path of a digit in a random hand. */
function write(digit: number, rng: Rng): Point[][] {
  const strokes = randomForm(stylesOf(digit), rng);
  const shake = between(rng, ...hand.jitter);
  const elastic = randomElastic(between(rng, ...hand.elastic), rng);
  const proportions = randomProportions(hand.taper, hand.waist, rng);
  const affine = randomAffine(digit === 1 ? hand.affineOfOne : hand.affine, rng);
  return strokes.map((stroke) =>
    smooth(jitter(stroke, shake, rng), STEPS).map((point) => affine(proportions(elastic(point)))),
  );
}

/** Random mix of two forms of a style, which is drawn by its weight. */
function randomForm(choices: readonly Style[], rng: Rng): Stroke[] {
  const total = choices.reduce((sum, { weight }) => sum + weight, 0);
  let rest = total * rng.uniform();
  const { forms } = choices.find(({ weight }) => {
    rest -= weight;
    return rest < 0;
  }) as Style;
  const from = forms[rng.int(forms.length)] as Stroke[];
  const to = forms[rng.int(forms.length)] as Stroke[];
  return mix(from, to, rng.uniform());
}

/** Converts darkness to centered bytes, with a random contrast and slight noise in the ink. */
function develop(canvas: Float64Array, rng: Rng, out: Uint8Array): void {
  const { right, down } = centering(canvas);
  const contrast = between(rng, 1.05, 1.5);
  forEachInked(canvas, (darkness, fromRow, fromColumn) => {
    const row = fromRow + down;
    const column = fromColumn + right;
    if (row < 0 || row >= SIDE || column < 0 || column >= SIDE) return;
    const noisy = darkness * contrast * between(rng, 0.9, 1);
    out[row * SIDE + column] = Math.round(255 * Math.min(noisy, 1));
  });
}
