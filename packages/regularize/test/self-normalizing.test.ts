import { relu, selu, tanh } from "@cambium/activations";
import { lecunNormal } from "@cambium/init";
import { Linear, Sequential } from "@cambium/layers";
import { training } from "@cambium/module";
import { normal, Rng, scope, type Tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { AlphaDropout, Dropout } from "../src/index.ts";
import { moments } from "./masks.ts";

const [depth, width, batch] = [32, 128, 64];

/** Mean and standard deviation after each of 32 layers with LeCun normal weights. */
function throughLayers(
  activation: (x: Tensor) => Tensor,
  drop: Dropout | AlphaDropout,
): { mean: number; std: number }[] {
  const rng = new Rng(11);
  const layers = Array.from({ length: depth }, (_, i) => {
    const linear = new Linear(width, width, { rng: rng.fork(i), init: lecunNormal, bias: false });
    return new Sequential(linear, activation, drop);
  });
  const mode = training(rng.fork("drop"));
  let x = normal([batch, width], { rng: rng.fork("x") });
  return layers.map((layer) => {
    x = scope(() => layer.forward(x, mode));
    return moments(Array.from(x.dataSync()));
  });
}

test.each([0, 0.1])("a deep network of selu keeps mean 0 and variance 1, with alpha dropout of %d", (p) => {
  for (const { mean, std } of throughLayers(selu, new AlphaDropout(p))) {
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(std).toBeGreaterThan(0.85);
    expect(std).toBeLessThan(1.15);
  }
});

test("one of relu fades, and so does one of tanh", () => {
  expect(throughLayers(relu, new Dropout(0)).at(-1)!.std).toBeLessThan(1e-3);
  expect(throughLayers(tanh, new Dropout(0)).at(-1)!.std).toBeLessThan(0.3);
});

test("plain dropout makes selu drift", () => {
  expect(throughLayers(selu, new Dropout(0.1)).at(-1)!.std).toBeGreaterThan(1.1);
});
