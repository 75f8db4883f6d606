import * as augment from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { asFloats, noise } from "./images.ts";

/** The package as JavaScript code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: the tests write what the compiler would refuse
const untyped: any = augment;

const withoutOptions = [
  ..."autocontrast brightness centerCrop compose contrast equalize hue invert oneOf posterize".split(" "),
  ..."saturation sharpen solarize toFloat withProbability".split(" "),
];
const needsOptions = ["colorJitter", "normalize"];
const withOptions = Object.keys(augment).filter((name) => !withoutOptions.includes(name));

test.each(withOptions)("%s knows its options", (name) => {
  // Number of parameters before the first with a default. The options may be the last of them.
  const before = untyped[name].length - Number(needsOptions.includes(name));
  const make = (options: unknown) => untyped[name](...new Array(before).fill(1), options);
  expect(() => make({ nonsense: 1 })).toThrow(TypeError);
  expect(() => make({ nonsense: 1 })).toThrow(`${name}: there is no option nonsense. Use one of `);
  expect(() => make(0.5)).toThrow(`${name}: options must be an object: got 0.5. Pass them by name: { `);
});

test.each([
  [() => untyped.randomCrop(32, { pad: 4 }), "randomCrop: there is no option pad. Did you mean padding?"],
  [
    () => untyped.affine(10, { translation: 0.1 }),
    "affine: there is no option translation. Use one of translate, scale, shear, center, interpolation, fill.",
  ],
  [
    () => untyped.colorJitter({ bright: 0.2 }),
    "colorJitter: there is no option bright. Did you mean brightness?",
  ],
  [
    () => untyped.normalize([0.5], [0.5]),
    "normalize: options must be an object: got an array. Pass them by name: { mean, std }.",
  ],
  [
    () => untyped.randAugment({ num_ops: 1 }),
    "randAugment: there is no option num_ops. Did you mean numOps?",
  ],
])("suggests the option that was meant: %#", (misuse, text) => {
  expect(misuse).toThrow(new TypeError(text));
});

const bytes = noise([3, 8, 8]);
const normalized = { data: Float32Array.of(-2, 0.5, 0.5, 2.6), shape: [1, 2, 2] };
const unscaled = { data: Float32Array.from(bytes.data), shape: bytes.shape };
const ranged = {
  brightness: 0.2,
  contrast: 0.2,
  saturation: 0.2,
  hue: 0.1,
  sharpen: 2,
  solarize: 0.5,
  gamma: 2,
};

describe("an argument too many is refused, not ignored", () => {
  test.each([
    ["brightness", [0.8, 1.2], "1.2. Write brightness(factor) or brightness([least, greatest])."],
    ["contrast", [0.8, 1.2], "1.2. Write contrast(factor) or contrast([least, greatest])."],
    ["saturation", [0.8, 1.2], "1.2. Write saturation(factor) or saturation([least, greatest])."],
    ["hue", [0, 0.1], "0.1. Write hue(shift) or hue([least, greatest])."],
    ["sharpen", [0.5, 2], "2. Write sharpen(factor) or sharpen([least, greatest])."],
    [
      "solarize",
      [128, { p: 1 }],
      "a plain object. Write solarize(threshold) or solarize([least, greatest]).",
    ],
    ["posterize", [2, { p: 1 }], "a plain object. Write posterize(bits)."],
    ["centerCrop", [28, 20], "20. Write centerCrop(size) or centerCrop([height, width])."],
    ["invert", [{ p: 0.5 }], "a plain object. Write invert(), or withProbability(p, invert())."],
    ["equalize", [0.5], "0.5. Write equalize(), or withProbability(p, equalize())."],
    ["autocontrast", [0.5], "0.5. Write autocontrast(), or withProbability(p, autocontrast())."],
    ["toFloat", [true], "true. Write toFloat()."],
    [
      "withProbability",
      [0.5, augment.invert(), augment.toFloat()],
      "the function whole. Write withProbability(p, compose(…)).",
    ],
  ])("%s(%j)", (name, given, text) => {
    expect(() => untyped[name](...given)).toThrow(
      new TypeError(`${name}: there is an argument too many: ${text}`),
    );
  });
});

describe("a pair needs two numbers", () => {
  test.each(Object.keys(ranged))("%s", (name) => {
    for (const range of [[0.1], [0.1, 0.2, 0.3], "0.1", undefined, { factor: 1 }]) {
      expect(() => untyped[name](range)).toThrow(RangeError);
      expect(() => untyped[name](range)).toThrow(`${name}: `);
    }
  });

  test.each([
    [
      () => untyped.elastic({ alpha: [50] }),
      "elastic: alpha must be a finite number of at least 0, or [alongX, alongY]: got [50].",
    ],
    [
      () => untyped.elastic({ sigma: "5" }),
      'elastic: sigma must be a finite number of at least 0, or [alongX, alongY]: got "5".',
    ],
    [
      () => untyped.centerCrop(),
      "centerCrop: size must be a whole number of at least 1 or [height, width]: got undefined.",
    ],
    [
      () => untyped.resize([28]),
      "resize: size must be a whole number of at least 1 or [height, width]: got [28].",
    ],
    [() => untyped.rotate(10, { center: 5 }), "rotate: center must be two finite numbers: got 5."],
    [
      () => untyped.affine(10, { shear: [1, 2, 3] }),
      "affine: shear must be a finite number or [least, greatest] in [-89.9, 89.9]: got [1, 2, 3].",
    ],
  ])("%s", (misuse, text) => {
    expect(misuse).toThrow(new RangeError(text));
  });

  test("padding must be numbers", () => {
    expect(() => untyped.pad("2")).toThrow(
      /^pad: padding must be whole numbers of at least 0, .*: got "2"\.$/,
    );
  });
});

test.each([
  ["randomCrop", [4, { padIfNeeded: "false" }], "padIfNeeded"],
  ["resize", [4, { antialias: "false" }], "antialias"],
  ["randomResizedCrop", [4, { antialias: 0 }], "antialias"],
  ["rotate", [10, { expand: "no" }], "expand"],
  ["gaussianNoise", [{ clip: null }], "clip"],
])("%s(%j): %s must be true or false", (name, given, option) => {
  expect(() => untyped[name](...given)).toThrow(TypeError);
  expect(() => untyped[name](...given)).toThrow(`${name}: ${option} must be true or false: got `);
});

test("rotate: a center would be ignored with expand", () => {
  expect(() => augment.rotate(10, { expand: true, center: [0, 0] })).toThrow(
    new RangeError(
      "rotate: with expand the image turns about its middle: got a center. Leave one of them out.",
    ),
  );
});

test.each([undefined, 42, {}])("a transform needs an rng: %j", (rng) => {
  const whole = untyped.compose(augment.horizontalFlip(), augment.toFloat());
  expect(() => whole(bytes, rng)).toThrow(TypeError);
  expect(() => whole(bytes, rng)).toThrow(
    /^compose: rng must be an Rng, to draw from: got .*\. Pass it after the image: transform\(image, new Rng\(42\)\)\.$/,
  );
  expect(() => untyped.mixup({ numClasses: 2 })(noise([2, 1, 2, 2]), [0, 1], rng)).toThrow(
    /^mixup: rng must be an Rng, .*mix\(batch, labels, new Rng\(42\)\)\.$/,
  );
});

test.each([
  [undefined, "undefined"],
  [28, "28"],
])("a shape is an array: %j", (shape, words) => {
  expect(() => untyped.invert()({ data: bytes.data, shape }, new Rng(1))).toThrow(
    `invert: an image has shape [channels, height, width] and a batch [n, channels, height, width], all at least 1: got ${words}. `,
  );
});

describe("transforms that would clamp floats refuse ones outside [0, 1]", () => {
  const makers: Record<string, unknown[]> = {
    ...Object.fromEntries(Object.entries(ranged).map(([name, range]) => [name, [range]])),
    ...{ colorJitter: [{ brightness: 0.2 }], autocontrast: [], invert: [], gaussianNoise: [] },
  };

  test.each(Object.entries(makers))("%s", (name, given) => {
    const whole = untyped[name](...given);
    const message = (got: number) =>
      new RangeError(
        `${name}: floats must be in [0, 1]: got ${got}. Divide bytes by 255 first; put normalize after ${name}.`,
      );
    expect(() => whole(normalized, new Rng(1))).toThrow(message(-2));
    expect(() => whole(unscaled, new Rng(1))).toThrow(message(unscaled.data.find((value) => value > 2)!));
    expect(() => whole(asFloats(bytes), new Rng(1))).not.toThrow();
  });

  test("geometry, noise without clip and normalize take any", () => {
    const any = [augment.horizontalFlip(), augment.resize(3), augment.gaussianNoise({ clip: false })];
    for (const whole of [...any, augment.normalize({ mean: [5], std: [1] })]) whole(normalized, new Rng(1));
  });
});

test("means in units of bytes are refused", () => {
  const inBytes = augment.normalize({ mean: [125, 123, 114], std: [63, 62, 67] });
  expect(() => inBytes(bytes, new Rng(1))).toThrow(
    new RangeError(
      "normalize: means of a byte image must be in [0, 1], where 1 is the brightest: got [125, 123, 114]. Divide mean and std by 255.",
    ),
  );
});

test.each([
  [0.5, bytes, "pad: fill of a byte image must be a whole number in [0, 255]: got 0.5."],
  ["red", bytes, 'pad: fill must be a number, or one for each channel: got "red".'],
  [
    [1, 2],
    bytes,
    "pad: fill has 2 numbers, but the image has 3 channels: got [1, 2]. Give one number, or one for each channel.",
  ],
])("a fill of %j is refused", (fill, image, text) => {
  expect(() => untyped.pad(1, { fill })(image, new Rng(1))).toThrow(text);
});

test.each([
  [undefined, undefined, "labels must be class indices or { data, shape }: got undefined."],
  [3, 3, "labels must be class indices or { data, shape }: got 3."],
  [
    { data: Float32Array.of(1, 0, 0, 1), shape: [2, 2] },
    3,
    "numClasses is 3, but the targets have shape [2, 2].",
  ],
])("mixes refuse labels %j with numClasses %j", (labels, numClasses, text) => {
  const batch = noise([2, 1, 2, 2]);
  expect(() => untyped.cutmix({ numClasses })(batch, labels, new Rng(1))).toThrow(`cutmix: ${text}`);
});
