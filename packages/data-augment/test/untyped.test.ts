import * as augment from "@cambium/data-augment";
import { expect, test } from "vitest";

/** The package as untyped code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: what the compiler would refuse is what is tested
const untyped: any = augment;

const withoutOptions = [
  ..."autocontrast brightness centerCrop compose contrast equalize hue invert oneOf posterize".split(" "),
  ..."saturation sharpen solarize toFloat withProbability".split(" "),
];
const needsOptions = ["colorJitter", "normalize"];
const withOptions = Object.keys(augment).filter((name) => !withoutOptions.includes(name));

test.each(withOptions)("%s knows its options", (name) => {
  // Parameters before the first with a default, of which the options may be the last.
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
])("what was meant: %#", (misuse, text) => {
  expect(misuse).toThrow(new TypeError(text));
});
