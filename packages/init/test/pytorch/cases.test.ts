import { normal, Rng, type Shape, type Tensor, uniform } from "@cambium/tensor";
import type { Case } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import {
  defaultBias,
  defaultWeight,
  type FanMode,
  fans,
  gain,
  type Initializer,
  kaimingNormal,
  kaimingUniform,
  type Nonlinearity,
  xavierNormal,
  xavierUniform,
} from "../../src/index.ts";
import initialisers from "./initialisers.json" with { type: "json" };

const cases = initialisers.cases as unknown as Case[];

/** `leaky_relu` in our words; a convolution has the gain of a linear layer. */
const nonlinearityOf = (name: string): Nonlinearity =>
  name === "leaky_relu" ? "leakyRelu" : name.startsWith("conv") ? "linear" : (name as Nonlinearity);

const modeOf = (name: string): FanMode => (name === "fan_in" ? "fanIn" : "fanOut");

/** The factor between two draws from the same stream, where the second is not close to 0. */
function ratio(scaled: Tensor, unit: Tensor): number {
  const units = unit.dataSync();
  const place = units.findIndex((value) => Math.abs(value) > 0.5);
  return scaled.dataSync()[place]! / units[place]!;
}

/** The bound of an initialiser that draws from ±bound. */
function boundOf(init: Initializer, shape: Shape): number {
  const unit = uniform(shape, { rng: new Rng(3), dtype: "float64", low: -1, high: 1 });
  return ratio(init(shape, { rng: new Rng(3), dtype: "float64" }), unit);
}

/** The standard deviation of an initialiser that draws normal numbers. */
function stdOf(init: Initializer, shape: Shape): number {
  const unit = normal(shape, { rng: new Rng(3), dtype: "float64" });
  return ratio(init(shape, { rng: new Rng(3), dtype: "float64" }), unit);
}

/** Figures of a case, from what the public functions draw. */
const figures: Readonly<Record<string, (attrs: Case["attrs"]) => Record<string, number>>> = {
  gain: ({ nonlinearity, param }) => ({ gain: gain(nonlinearityOf(nonlinearity), param ?? undefined) }),
  xavier_uniform: ({ shape, gain }) => uniformFigures(xavierUniform({ gain }), shape),
  xavier_normal: ({ shape, gain }) => normalFigures(xavierNormal({ gain }), shape),
  kaiming_uniform: ({ shape, ...attrs }) => uniformFigures(kaimingUniform(kaimingOptions(attrs)), shape),
  kaiming_normal: ({ shape, ...attrs }) => normalFigures(kaimingNormal(kaimingOptions(attrs)), shape),
  default_layer_init: ({ shape }) => ({
    ...fanFigures(shape),
    bound: boundOf(defaultWeight, shape),
    bias_bound: boundOf(defaultBias(shape), [64]),
  }),
};

const kaimingOptions = ({ a, mode, nonlinearity }: Case["attrs"]) => ({
  a,
  mode: modeOf(mode),
  nonlinearity: nonlinearityOf(nonlinearity),
});

function fanFigures(shape: Shape): Record<string, number> {
  const { fanIn, fanOut } = fans(shape);
  return { fan_in: fanIn, fan_out: fanOut };
}

function uniformFigures(init: Initializer, shape: Shape): Record<string, number> {
  const bound = boundOf(init, shape);
  return { ...fanFigures(shape), bound, std: bound / Math.sqrt(3) };
}

const normalFigures = (init: Initializer, shape: Shape): Record<string, number> => ({
  ...fanFigures(shape),
  std: stdOf(init, shape),
});

test("all 124 cases are here", () => {
  expect(cases).toHaveLength(124);
});

describe("like PyTorch", () => {
  test.each(cases.map((each) => [each.name, each] as const))("%s", (_, { op, attrs, outputs }) => {
    const got = figures[op]!(attrs);
    expect(Object.keys(got).sort()).toEqual(Object.keys(outputs).sort());
    for (const [name, { data }] of Object.entries(outputs)) {
      const wanted = Number(data[0]);
      expect(Math.abs(got[name]! - wanted)).toBeLessThanOrEqual(1e-12 + 1e-9 * Math.abs(wanted));
    }
  });
});
