import { BatchNorm1d, Sequential } from "@cambium/layers";
import { Buffer, buffers, Param, parameters, training } from "@cambium/module";
import { adam, Optimizer } from "@cambium/optim";
import { Dropout } from "@cambium/regularize";
import {
  add,
  div,
  elementwiseMany,
  matmul,
  mul,
  normal,
  ones,
  onesLike,
  Rng,
  type Stateful,
  scope,
  sin,
  sqrt,
  square,
  stopGradient,
  sum,
  type Tensor,
  tensor,
  touch,
  transpose,
  uniform,
} from "@cambium/tensor";
import { expectNoLeak, toBeClose } from "@cambium/testing";
import { describe, expect, test } from "vitest";
import { checkpoint, grad, NonFiniteError, requireFinite, valueAndGrad, vjp } from "../src/index.ts";

expect.extend({ toBeClose });

const float64 = { dtype: "float64" } as const;
const x = normal([8, 4], { rng: new Rng(1), ...float64 });
const exact = { rtol: 1e-12, atol: 1e-14 };

/** A model with state. `state` returns all of it as plain data. */
interface Case {
  forward(h: Tensor): Tensor;
  state(): unknown;
}

/** A counter in plain JavaScript, as a layer may have. */
class Counter implements Stateful<number> {
  count = 0;

  next(): number {
    touch(this, this.count);
    return ++this.count;
  }

  setBack(before: number): () => void {
    const now = this.count;
    this.count = before;
    return () => {
      this.count = now;
    };
  }
}

/** Multiplies by a matrix divided by its largest singular value, which each call estimates with one step of a power iteration. */
function spectralNorm(): Case {
  const weight = new Param(normal([4, 4], { rng: new Rng(2), ...float64 }));
  const u = new Buffer(ones([4, 1], float64));
  const forward = (h: Tensor): Tensor =>
    scope(() => {
      const w = weight.value;
      const v = unit(matmul(transpose(w), u.value));
      u.value = stopGradient(unit(matmul(w, v)));
      return matmul(h, div(w, sum(mul(u.value, matmul(w, v)))));
    });
  return { forward, state: () => u.value.toArray() };
}

function unit(v: Tensor): Tensor {
  return div(v, sqrt(sum(square(v))));
}

const cases: Record<string, () => Case> = {
  "batch norm": () => {
    const layer = new BatchNorm1d(4, float64);
    const state = () => Object.values(buffers(layer)).map(({ value }) => value.toArray());
    return { forward: (h) => layer.forward(h, training(new Rng(0))), state };
  },
  "the same batch norm twice": () => {
    const layer = new BatchNorm1d(4, float64);
    const state = () => Object.values(buffers(layer)).map(({ value }) => value.toArray());
    const forward = (h: Tensor) => layer.forward(h, training(new Rng(0)));
    return { forward: (h) => forward(sin(forward(h))), state };
  },
  "spectral norm": spectralNorm,
  "a running statistic in the result": () => {
    const running = new Buffer(ones([4], float64));
    const forward = (h: Tensor): Tensor => {
      running.value = scope(() => add(mul(running.value, 0.9), mul(sum(stopGradient(h), 0), 0.1)));
      return mul(h, running.value);
    };
    return { forward, state: () => running.value.toArray() };
  },
  "a buffer that is written from host data": () => {
    const steps = new Buffer(tensor(1, float64));
    const forward = (h: Tensor): Tensor => {
      const scale = steps.value.item();
      steps.value = tensor(scale + 1, float64);
      return sin(mul(h, scale));
    };
    return { forward, state: () => steps.value.item() };
  },
  "a buffer that is updated in place": () => {
    const half = elementwiseMany("half", (s, a) => [s.mul(a, 0.5)]);
    const scale = new Buffer(ones([4], float64));
    const forward = (h: Tensor): Tensor => {
      const result = scope(() => sin(mul(h, scale.value)));
      scale.value = half.consuming([scale.value], [0])[0]!;
      return result;
    };
    return { forward, state: () => scale.value.toArray() };
  },
  "draws and dropout": () => {
    const rng = new Rng(3);
    const drop = new Dropout(0.5);
    const forward = (h: Tensor) =>
      scope(() =>
        mul(drop.forward(h, training(rng)), add(uniform(h.shape, { rng, ...float64 }), rng.uniform())),
      );
    return { forward, state: () => rng.state };
  },
  "a counter": () => {
    const counter = new Counter();
    return { forward: (h) => sin(mul(h, counter.next())), state: () => counter.count };
  },
};

type Part = (h: Tensor) => Tensor;

/** Ways to checkpoint a function. `save` is `checkpoint`, or only calls the function. */
const patterns: Record<string, (f: Part, save: (f: Part, h: Tensor) => Tensor, h: Tensor) => Tensor> = {
  once: (f, save, h) => save(f, h),
  "twice in a row": (f, save, h) => save(f, sin(save(f, h))),
  nested: (f, save, h) => save((k) => sin(save((l) => sin(save(f, l)), f(k))), h),
};

describe.each(Object.entries(cases))("%s", (_, make) => {
  test.each(Object.entries(patterns))(
    "checkpointed %s: values, gradients and state of a run without it",
    (_kind, pattern) => {
      const [plain, saved] = [make(), make()];
      const run = (f: Part) => valueAndGrad({ x }, () => sum(square(f(x))));
      for (let step = 0; step < 2; step++) {
        const wanted = run((h) => pattern(plain.forward, (f, k) => f(k), h));
        const got = run((h) => pattern(saved.forward, checkpoint, h));
        expect(got.value).toBeClose(wanted.value, exact);
        expect(got.grads.x).toBeClose(wanted.grads.x, exact);
        expect(saved.state()).toEqual(plain.state());
      }
    },
  );

  test("frees all memory", () => {
    const { forward } = make();
    const step = () => scope(() => void valueAndGrad({ x }, () => sum(checkpoint(forward, x))));
    step();
    expectNoLeak(step);
    expectNoLeak(() => scope(() => void checkpoint(forward, x)));
  });

  test("the second derivative equals that without checkpoint", () => {
    const [plain, saved] = [make(), make()];
    const second = (f: (h: Tensor) => Tensor) =>
      grad((h: Tensor) => sum(square(grad((k: Tensor) => sum(square(f(k))))(h))))(x);
    expect(second((h) => checkpoint(saved.forward, h))).toBeClose(second(plain.forward), {
      rtol: 1e-9,
      atol: 1e-10,
    });
    expect(saved.state()).toEqual(plain.state());
  });

  test("an exception in the recomputation keeps the state of the first pass and frees all memory", () => {
    const { forward, state } = make();
    let calls = 0;
    const failing = (h: Tensor): Tensor => {
      const y = forward(h);
      if (++calls % 2 === 0) throw new Error("no second pass");
      return y;
    };
    const before = state();
    const step = () =>
      scope(() =>
        expect(() => valueAndGrad({ x }, () => sum(checkpoint(failing, x)))).toThrow("no second pass"),
      );
    step();
    const plain = make();
    scope(() => void plain.forward(x));
    expect(state()).toEqual(plain.state());
    expect(state()).not.toEqual(before);
    expectNoLeak(step);
  });

  test("requireFinite computes again without changing the state", () => {
    const { forward, state } = make();
    scope(() => void forward(x));
    const before = state();
    const compute = () => sum(mul(forward(x), Number.NaN));
    expectNoLeak(() => {
      expect(() => scope(() => requireFinite(Number.NaN, { step: 1, compute }))).toThrow(NonFiniteError);
    });
    expect(state()).toEqual(before);
  });
});

test("a pullback after an optimizer's step is with respect to the parameters of the forward pass", () => {
  const weight = new Param(normal([4, 4], { rng: new Rng(4), ...float64 }));
  const f = (h: Tensor): Tensor => sin(matmul(h, weight.value));
  const plain = vjp(f, x);
  const saved = vjp((h) => checkpoint(f, h), x);
  weight.value = scope(() => mul(weight.value, 2));
  const [wanted, got] = [plain, saved].map(({ pullback }) => pullback(onesLike(plain.value))[0]!);
  expect(got!).toBeClose(wanted!, exact);
  for (const { dispose } of [plain, saved]) dispose();
});

test("training with checkpoints equals training without them", () => {
  const train = (saving: boolean): unknown => {
    const rng = new Rng(5);
    const model = new Sequential(
      new BatchNorm1d(4, float64),
      new Dropout(0.2),
      sin,
      new BatchNorm1d(4, float64),
    );
    const optimizer = new Optimizer(parameters(model), adam({ learningRate: 0.1 }));
    const mode = training(rng);
    const forward = (h: Tensor): Tensor => model.forward(h, mode);
    for (let step = 0; step < 5; step++) {
      const loss = () => sum(square(saving ? checkpoint(forward, x) : forward(x)));
      scope(() => optimizer.step(valueAndGrad(parameters(model), loss).grads));
    }
    return Object.values({ ...parameters(model), ...buffers(model) }).map(({ value }) => value.toArray());
  };
  expect(train(true)).toEqual(train(false));
});
