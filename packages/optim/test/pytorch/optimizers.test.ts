import { adam, adamw, type Rule, sgd } from "@cambium/optim";
import { type Case, toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import file from "./optimizers.json" with { type: "json" };
import { trajectoryOf } from "./trajectory.ts";

expect.extend({ toBeClose });

/** PyTorch's options. */
interface Hyper {
  readonly lr: number;
  readonly momentum: number;
  readonly dampening: number;
  readonly nesterov: boolean;
  readonly weight_decay: number;
  readonly betas: readonly [number, number];
  readonly eps: number;
  readonly amsgrad: boolean;
}

const moments = ({ lr, betas, eps, weight_decay = 0, amsgrad = false }: Hyper) => ({
  learningRate: lr,
  betas,
  eps,
  weightDecay: weight_decay,
  amsgrad,
});

const rules: Readonly<Record<string, (hyper: Hyper) => Rule>> = {
  sgd: ({ lr, momentum, dampening, nesterov, weight_decay }) =>
    sgd({ learningRate: lr, momentum, dampening, nesterov, weightDecay: weight_decay }),
  adam: (hyper) => adam(moments(hyper)),
  adam_no_bias_correction: (hyper) => adam({ ...moments(hyper), biasCorrection: false }),
  adamw: (hyper) => adamw(moments(hyper)),
};

const cases = file.cases as unknown as Case[];

test("every case of the file runs", () => {
  expect(cases).toHaveLength(file.count);
  expect(new Set(cases.map(({ op }) => op))).toEqual(new Set(Object.keys(rules)));
});

describe.each([
  ["float64", { rtol: 1e-9, atol: 1e-12 }],
  ["float32", { rtol: 1e-4, atol: 1e-4 }],
] as const)("like PyTorch, in %s", (dtype, tolerance) => {
  test.each(cases)("$name", (each) => {
    const got = trajectoryOf(each, rules[each.op]!(each.attrs.hyper), dtype);
    expect(Object.keys(got).toSorted()).toEqual(Object.keys(each.outputs).toSorted());
    for (const [name, { data }] of Object.entries(each.outputs)) {
      expect(got[name]).toBeClose(data.map(Number), tolerance);
    }
  });
});
