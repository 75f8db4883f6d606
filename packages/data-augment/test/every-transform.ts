import {
  affine,
  autoAugment,
  autocontrast,
  brightness,
  centerCrop,
  colorJitter,
  compose,
  contrast,
  cutout,
  elastic,
  equalize,
  gamma,
  gaussianBlur,
  gaussianNoise,
  grayscale,
  horizontalFlip,
  hue,
  invert,
  normalize,
  oneOf,
  pad,
  perspective,
  posterize,
  randAugment,
  randomCrop,
  randomErasing,
  randomResizedCrop,
  resize,
  rotate,
  saturation,
  sharpen,
  solarize,
  type Transform,
  toFloat,
  trivialAugment,
  verticalFlip,
  withProbability,
} from "@cambium/data-augment";

/** Edge of the pictures that the tiles are made for, in pixels. */
export const TILE = 120;

/** One transform of the package. */
export interface Row {
  /** Transform that the tests apply to images of 24 × 20, with options that make it draw numbers if it can. */
  readonly trial: Transform;
  /** True if it takes bytes only. */
  readonly bytesOnly?: boolean;
  /** Transforms drawn on the contact sheet, with amounts that are easy to see, by the code of their calls. */
  readonly tiles: Readonly<Record<string, Transform>>;
}

const bilinear = { interpolation: "bilinear" } as const;
const three = { numOutputChannels: 3 } as const;

/** Every transform of the package by name, in the order of the contact sheet. Tests and sheet share this table. */
export const everyTransform: Readonly<Record<string, Row>> = {
  horizontalFlip: { trial: horizontalFlip(), tiles: { horizontalFlip: horizontalFlip({ p: 1 }) } },
  verticalFlip: { trial: verticalFlip(), tiles: { verticalFlip: verticalFlip({ p: 1 }) } },
  randomCrop: {
    trial: randomCrop(20, { padding: 4 }),
    tiles: {
      "randomCrop(120, { padding: 30 })": randomCrop(TILE, { padding: 30 }),
      'randomCrop, paddingMode: "reflect"': randomCrop(TILE, { padding: 30, paddingMode: "reflect" }),
    },
  },
  pad: {
    trial: pad([1, 2, 3, 4], { paddingMode: "reflect" }),
    tiles: {
      'pad(20, { paddingMode: "edge" })': compose(centerCrop(80), pad(20, { paddingMode: "edge" })),
      'pad(20, { paddingMode: "circular" })': compose(centerCrop(80), pad(20, { paddingMode: "circular" })),
    },
  },
  centerCrop: { trial: centerCrop(13), tiles: { "centerCrop(80)": centerCrop(80) } },
  resize: {
    trial: resize([17, 31]),
    tiles: {
      'resize(30, { interpolation: "nearest" })': resize(30, { interpolation: "nearest" }),
      "resize(30, { antialias: false })": resize(30, { antialias: false }),
      "resize(30)": resize(30),
    },
  },
  randomResizedCrop: {
    trial: randomResizedCrop(16),
    tiles: { "randomResizedCrop(120)": randomResizedCrop(TILE) },
  },
  rotate: {
    trial: rotate(90, bilinear),
    tiles: {
      "rotate([30, 30])": rotate([30, 30]),
      'rotate, expand, "bilinear"': rotate([30, 30], { expand: true, ...bilinear }),
    },
  },
  affine: {
    trial: affine(30, { translate: [0.2, 0.1], scale: [0.8, 1.2], shear: 10, ...bilinear }),
    tiles: { affine: affine(15, { translate: [0.1, 0.1], scale: [0.7, 1.1], shear: 15, ...bilinear }) },
  },
  perspective: { trial: perspective(), tiles: { perspective: perspective({ p: 1 }) } },
  elastic: { trial: elastic(), tiles: { "elastic({ alpha: 150 })": elastic({ alpha: 150 }) } },
  brightness: {
    trial: brightness(0.5),
    tiles: {
      "brightness([0.5, 0.5])": brightness([0.5, 0.5]),
      "brightness([1.5, 1.5])": brightness([1.5, 1.5]),
    },
  },
  contrast: {
    trial: contrast(0.5),
    tiles: { "contrast([0.4, 0.4])": contrast([0.4, 0.4]), "contrast([1.8, 1.8])": contrast([1.8, 1.8]) },
  },
  saturation: {
    trial: saturation(0.8),
    tiles: { "saturation([0.3, 0.3])": saturation([0.3, 0.3]), "saturation([2, 2])": saturation([2, 2]) },
  },
  hue: { trial: hue(0.3), tiles: { "hue([0.33, 0.33])": hue([0.33, 0.33]) } },
  colorJitter: {
    trial: colorJitter({ brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.1 }),
    tiles: { colorJitter: colorJitter({ brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.2 }) },
  },
  gamma: { trial: gamma([0.5, 2]), tiles: { "gamma(0.5)": gamma(0.5), "gamma(2)": gamma(2) } },
  grayscale: { trial: grayscale(), tiles: { grayscale: grayscale(three) } },
  invert: { trial: invert(), tiles: { invert: invert() } },
  autocontrast: {
    trial: autocontrast(),
    tiles: { "autocontrast, of 20": compose(contrast([0.4, 0.4]), autocontrast()) },
  },
  equalize: { trial: equalize(), bytesOnly: true, tiles: { equalize: equalize() } },
  posterize: { trial: posterize(3), bytesOnly: true, tiles: { "posterize(2)": posterize(2) } },
  solarize: { trial: solarize([0, 1]), tiles: { "solarize(128)": solarize(128) } },
  sharpen: { trial: sharpen([0, 2]), tiles: { "sharpen(5)": sharpen(5) } },
  gaussianBlur: {
    trial: gaussianBlur(5),
    tiles: { "gaussianBlur(9, { sigma: 2 })": gaussianBlur(9, { sigma: 2 }) },
  },
  gaussianNoise: { trial: gaussianNoise(), tiles: { gaussianNoise: gaussianNoise() } },
  randomErasing: {
    trial: randomErasing({ p: 1, value: "random" }),
    tiles: {
      randomErasing: randomErasing({ p: 1 }),
      'randomErasing({ value: "random" })': randomErasing({ p: 1, value: "random" }),
    },
  },
  cutout: { trial: cutout(8), tiles: { "cutout(40)": cutout(40) } },
  toFloat: { trial: toFloat(), tiles: { toFloat: toFloat() } },
  normalize: {
    trial: normalize({ mean: [0.5, 0.4, 0.3], std: [0.2, 0.25, 0.3] }),
    tiles: { normalize: normalize({ mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] }) },
  },
  randAugment: {
    trial: randAugment({ numOps: 3, magnitude: 20 }),
    bytesOnly: true,
    tiles: { "randAugment({ magnitude: 20 })": randAugment({ magnitude: 20 }) },
  },
  trivialAugment: { trial: trivialAugment(), bytesOnly: true, tiles: { trivialAugment: trivialAugment() } },
  autoAugment: { trial: autoAugment(), bytesOnly: true, tiles: { "autoAugment()": autoAugment() } },
  oneOf: {
    trial: oneOf(invert(), gamma(2), horizontalFlip({ p: 1 })),
    tiles: { "oneOf(invert(), posterize(1))": oneOf(invert(), posterize(1)) },
  },
  withProbability: {
    trial: withProbability(0.5, invert()),
    tiles: { "withProbability(0.5, …)": withProbability(0.5, grayscale(three)) },
  },
  compose: { trial: compose(horizontalFlip(), brightness(0.3), contrast(0.3), gamma(1.5)), tiles: {} },
};
