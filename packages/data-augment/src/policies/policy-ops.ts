import type { Rng } from "@cambium/tensor";
import { requireOneOf } from "@cambium/tensor/checks";
import { applyAutocontrast } from "../color/autocontrast.ts";
import { adjustBrightness } from "../color/brightness.ts";
import { adjustContrast } from "../color/contrast.ts";
import { applyEqualize } from "../color/equalize.ts";
import { applyInvert } from "../color/invert.ts";
import { applyPosterize } from "../color/posterize.ts";
import { adjustSaturation } from "../color/saturation.ts";
import { applySolarize } from "../color/solarize.ts";
import { applyAffine, inverseOf, type Matrix, still } from "../geometry/affine-map.ts";
import { type Interpolation, interpolations, type WarpOptions } from "../geometry/warp.ts";
import { checkBytes } from "../image/byte-image.ts";
import { checkChannels, type Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { roundToEven } from "../math/portable-math.ts";
import { type Fill, fillOf } from "../options.ts";
import { adjustSharpness } from "../sharpness/sharpen.ts";

/** Names of the ops that policies choose from, as in the papers. */
export type PolicyOp = keyof typeof signed;

/** Magnitudes of the ops of a policy at full strength. */
export interface Strengths {
  /** Horizontal pixels per vertical pixel, and the reverse. */
  readonly shear: number;
  /** Pixels of translation along an edge of the image. */
  readonly translate: (edge: number) => number;
  /** Angle in degrees. */
  readonly rotate: number;
  /** Difference from 1 of the factor of brightness, color, contrast or sharpness. */
  readonly enhance: number;
  /** Number of bits removed. */
  readonly posterize: number;
}

/** Magnitudes of RandAugment and AutoAugment at full strength. */
export const usualStrengths: Strengths = {
  shear: 0.3,
  translate: (edge) => (150 / 331) * edge,
  rotate: 30,
  enhance: 0.9,
  posterize: 4,
};

/** Fill and interpolation of the ops that move pixels. */
export interface Canvas {
  readonly op: string;
  readonly interpolation: Interpolation;
  readonly fill: Fill;
}

/** Returns the transform of a policy, for byte images with 1 or 3 channels. */
export function policy(op: string, step: (frame: Frame, rng: Rng) => void): Transform {
  return transform(op, (frame, rng) => {
    checkBytes(op, frame);
    checkChannels(op, frame, [1, 3]);
    step(frame, rng);
  });
}

/** Checks the options of a policy. */
export function canvasOf(op: string, { interpolation = "nearest", fill = 0 }: WarpOptions): Canvas {
  requireOneOf(op, "interpolation", interpolation, interpolations);
  return { op, interpolation, fill };
}

/** The ops; true for those that have a direction, which is reversed at random. */
const signed = {
  Identity: false,
  ShearX: true,
  ShearY: true,
  TranslateX: true,
  TranslateY: true,
  Rotate: true,
  Brightness: true,
  Color: true,
  Contrast: true,
  Sharpness: true,
  Posterize: false,
  Solarize: false,
  AutoContrast: false,
  Equalize: false,
  Invert: false,
} as const;

/** Ops of RandAugment and TrivialAugment: all but Invert. */
export const searchSpace: readonly PolicyOp[] = (Object.keys(signed) as PolicyOp[]).filter(
  (name) => name !== "Invert",
);

/** Effect of an op at a strength in [−1, 1]. */
type Action = (frame: Frame, strength: number, strengths: Strengths, canvas: Canvas) => void;

const factorOf = (strength: number, { enhance }: Strengths): number => 1 + strength * enhance;

const actions: Readonly<Record<PolicyOp, Action>> = {
  Identity: () => {},
  // Shears keep the upper left corner fixed, as in the papers.
  ShearX: moving((strength, { shear }, [height]) => {
    const slope = strength * shear;
    return [1, slope, (slope * height) / 2, 0, 1, 0];
  }),
  ShearY: moving((strength, { shear }, [, width]) => {
    const slope = strength * shear;
    return [1, 0, 0, slope, 1, (slope * width) / 2];
  }),
  TranslateX: moving((strength, { translate }, [, width]) => {
    return [1, 0, -Math.trunc(strength * translate(width)), 0, 1, 0];
  }),
  TranslateY: moving((strength, { translate }, [height]) => {
    return [1, 0, 0, 0, 1, -Math.trunc(strength * translate(height))];
  }),
  Rotate: moving((strength, { rotate }, size) => inverseOf({ ...still, angle: -strength * rotate }, ...size)),
  Brightness: (frame, strength, strengths) => adjustBrightness(frame, factorOf(strength, strengths)),
  Color: (frame, strength, strengths) => {
    if (frame.sizes[0] === 3) adjustSaturation(frame, factorOf(strength, strengths));
  },
  Contrast: (frame, strength, strengths, { op }) => adjustContrast(op, frame, factorOf(strength, strengths)),
  Sharpness: (frame, strength, strengths) => adjustSharpness(frame, factorOf(strength, strengths)),
  Posterize: (frame, strength, { posterize }, { op }) =>
    applyPosterize(op, frame, 8 - roundToEven(strength * posterize)),
  Solarize: (frame, strength) => applySolarize(frame, 255 * (1 - strength)),
  AutoContrast: applyAutocontrast,
  Equalize: (frame, _strength, _strengths, { op }) => applyEqualize(op, frame),
  Invert: applyInvert,
};

function moving(
  matrixOf: (strength: number, strengths: Strengths, size: readonly [number, number]) => Matrix,
): Action {
  return (frame, strength, strengths, { op, interpolation, fill }) => {
    const matrix = matrixOf(strength, strengths, [frame.sizes[1], frame.sizes[2]]);
    applyAffine(frame, matrix, interpolation, fillOf(op, fill, frame));
  };
}

/** Applies an op at a fraction of its full strength, in a random direction if it has two. */
export function applyPolicyOp(
  frame: Frame,
  name: PolicyOp,
  share: number,
  strengths: Strengths,
  canvas: Canvas,
  rng: Rng,
): void {
  const strength = signed[name] && rng.int(2) === 1 ? -share : share;
  actions[name](frame, strength, strengths, canvas);
}
