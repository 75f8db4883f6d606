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
import type { WarpOptions } from "../geometry/rotate.ts";
import { type Interpolation, interpolations } from "../geometry/warp.ts";
import { checkBytes } from "../image/byte-image.ts";
import { checkChannels, type Frame } from "../image/frame.ts";
import type { Transform } from "../image/image.ts";
import { transform } from "../image/transform.ts";
import { roundToEven } from "../math/portable-math.ts";
import { type Fill, fillOf } from "../options.ts";
import { adjustSharpness } from "../sharpness/sharpen.ts";

/** What policies choose from, under the names of the papers. */
export type PolicyOp = keyof typeof signed;

/** How strong the ops of a policy are at full strength. */
export interface Strengths {
  /** Pixels to the side for each pixel up or down. */
  readonly shear: number;
  /** Pixels across and down, of an image of a width and a height. */
  readonly translate: (edge: number) => number;
  /** Degrees. */
  readonly rotate: number;
  /** What a factor of brightness, color, contrast or sharpness differs from 1 by. */
  readonly enhance: number;
  /** Bits taken away. */
  readonly posterize: number;
}

/** What RandAugment and AutoAugment do at full strength. */
export const usualStrengths: Strengths = {
  shear: 0.3,
  translate: (edge) => (150 / 331) * edge,
  rotate: 30,
  enhance: 0.9,
  posterize: 4,
};

/** What fills and interpolates when policies move pixels. */
export interface Canvas {
  readonly op: string;
  readonly interpolation: Interpolation;
  readonly fill: Fill;
}

/** The transform of a policy, of byte images with 1 or 3 channels. */
export function policy(op: string, step: (frame: Frame, rng: Rng) => void): Transform {
  return transform(op, (frame, rng) => {
    checkBytes(op, frame);
    checkChannels(op, frame, [1, 3]);
    step(frame, rng);
  });
}

/** The checked options of a policy. */
export function canvasOf(op: string, { interpolation = "nearest", fill = 0 }: WarpOptions): Canvas {
  requireOneOf(op, "interpolation", interpolation, interpolations);
  return { op, interpolation, fill };
}

/** The ops, and whether a random half of the images gets them the other way around. */
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

/** The ops of RandAugment and TrivialAugment: all but Invert. */
export const searchSpace: readonly PolicyOp[] = (Object.keys(signed) as PolicyOp[]).filter(
  (name) => name !== "Invert",
);

/** What an op does at a strength in [−1, 1]. */
type Action = (frame: Frame, strength: number, strengths: Strengths, canvas: Canvas) => void;

const factorOf = (strength: number, { enhance }: Strengths): number => 1 + strength * enhance;

const actions: Readonly<Record<PolicyOp, Action>> = {
  Identity: () => {},
  // Shears leave the upper left corner where it is, as those of the papers do.
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

/** Does an op to an image at a share of its strength, in a random direction if it has two. */
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
