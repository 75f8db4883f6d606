import {
  affine,
  autoAugment,
  autocontrast,
  type BatchMix,
  brightness,
  centerCrop,
  colorJitter,
  compose,
  contrast,
  cutmix,
  cutout,
  elastic,
  equalize,
  gamma,
  gaussianBlur,
  gaussianNoise,
  grayscale,
  horizontalFlip,
  hue,
  type Image,
  invert,
  mixup,
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

/** Edge of a tile in pixels. */
export const TILE = 120;

/** A tile of the sheet: what it is called in the legend, and what was done. */
export interface Tile {
  readonly title: string;
  readonly transform: Transform;
}

const tile = (title: string, transform: Transform): Tile => ({ title, transform });
const smooth = { interpolation: "bilinear" } as const;
const enlarged = resize(TILE, { interpolation: "nearest" });
const same = (image: Image): Image => image;

/** The mix of an image with its mirrored self in other colors. */
function mixed(mix: BatchMix): Transform {
  const otherOf = compose(horizontalFlip({ p: 1 }), hue([0.5, 0.5]));
  return (image, rng) => {
    const other = otherOf(image, rng);
    const data = new Uint8Array(2 * image.data.length);
    data.set(image.data);
    data.set(other.data, image.data.length);
    const { images } = mix({ data, shape: [2, ...image.shape] }, [0, 1], rng);
    return { data: images.data.slice(0, image.data.length), shape: image.shape };
  };
}

/** Numbers around 0 as bytes: −2.5 becomes black, 2.5 white. */
const visible: Transform = ({ data, shape }) => ({
  data: Uint8Array.from(data, (value) => Math.min(255, Math.max(0, (value + 2.5) * 51))),
  shape,
});
const bytes: Transform = ({ data, shape }) => ({
  data: Uint8Array.from(data, (value) => value * 255),
  shape,
});

/** All tiles, in the order of the sheet. */
export const tiles: readonly Tile[] = [
  tile("image", same),
  tile("horizontalFlip", horizontalFlip({ p: 1 })),
  tile("verticalFlip", verticalFlip({ p: 1 })),
  tile("randomCrop(120, { padding: 30 })", randomCrop(TILE, { padding: 30 })),
  tile('randomCrop, paddingMode: "reflect"', randomCrop(TILE, { padding: 30, paddingMode: "reflect" })),
  tile('pad(20, { paddingMode: "edge" })', compose(centerCrop(80), pad(20, { paddingMode: "edge" }))),
  tile('pad(20, { paddingMode: "circular" })', compose(centerCrop(80), pad(20, { paddingMode: "circular" }))),
  tile("centerCrop(80)", centerCrop(80)),
  tile(
    'resize(30, { interpolation: "nearest" })',
    compose(resize(30, { interpolation: "nearest" }), enlarged),
  ),
  tile("resize(30, { antialias: false })", compose(resize(30, { antialias: false }), enlarged)),
  tile("resize(30)", compose(resize(30), enlarged)),
  tile("randomResizedCrop(120)", randomResizedCrop(TILE)),
  tile("rotate([30, 30])", rotate([30, 30])),
  tile('rotate, expand, "bilinear"', compose(rotate([30, 30], { expand: true, ...smooth }), resize(TILE))),
  tile("affine", affine(15, { translate: [0.1, 0.1], scale: [0.7, 1.1], shear: 15, ...smooth })),
  tile("perspective", perspective({ p: 1 })),
  tile("elastic({ alpha: 150 })", elastic({ alpha: 150 })),
  tile("brightness([0.5, 0.5])", brightness([0.5, 0.5])),
  tile("brightness([1.5, 1.5])", brightness([1.5, 1.5])),
  tile("contrast([0.4, 0.4])", contrast([0.4, 0.4])),
  tile("contrast([1.8, 1.8])", contrast([1.8, 1.8])),
  tile("saturation([0.3, 0.3])", saturation([0.3, 0.3])),
  tile("saturation([2, 2])", saturation([2, 2])),
  tile("hue([0.33, 0.33])", hue([0.33, 0.33])),
  tile("colorJitter", colorJitter({ brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.2 })),
  tile("gamma(0.5)", gamma(0.5)),
  tile("gamma(2)", gamma(2)),
  tile("grayscale", grayscale({ numOutputChannels: 3 })),
  tile("invert", invert()),
  tile("autocontrast, of 20", compose(contrast([0.4, 0.4]), autocontrast())),
  tile("equalize", equalize()),
  tile("posterize(2)", posterize(2)),
  tile("solarize(128)", solarize(128)),
  tile("sharpen(5)", sharpen(5)),
  tile("gaussianBlur(9, { sigma: 2 })", gaussianBlur(9, { sigma: 2 })),
  tile("gaussianNoise", gaussianNoise()),
  tile("randomErasing", randomErasing({ p: 1 })),
  tile('randomErasing({ value: "random" })', randomErasing({ p: 1, value: "random" })),
  tile("cutout(40)", cutout(40)),
  tile("toFloat", compose(toFloat(), bytes)),
  tile("normalize", compose(normalize({ mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] }), visible)),
  tile("randAugment({ magnitude: 20 })", randAugment({ magnitude: 20 })),
  tile("trivialAugment", trivialAugment()),
  tile("autoAugment()", autoAugment()),
  tile("oneOf(invert(), posterize(1))", oneOf(invert(), posterize(1))),
  tile("withProbability(0.5, …)", withProbability(0.5, grayscale({ numOutputChannels: 3 }))),
  tile("mixup", mixed(mixup({ numClasses: 2 }))),
  tile("cutmix", mixed(cutmix({ numClasses: 2 }))),
];
