import { valueAndGrad } from "@cambium/autograd";
import { moveTo, Param, parameters } from "@cambium/module";
import { adam, chain, clipByGlobalNorm, groups, Optimizer, type Rule, sgd } from "@cambium/optim";
import { alias, BackendError, memory, mul, ones, scope, sum, type Tensor, tensor } from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";

const makeModel = () => ({
  weight: new Param(tensor([[1, -2, 3]])),
  bias: new Param(tensor([0.5])),
});
type Model = ReturnType<typeof makeModel>;

const gradsOf = (model: Model) =>
  valueAndGrad(parameters(model), () => {
    const { weight, bias } = model;
    return sum(mul(mul(weight.value, weight.value), bias.value));
  }).grads;

function train(model: Model, optimizer: Optimizer, steps: number): void {
  for (let i = 0; i < steps; i++) scope(() => optimizer.step(gradsOf(model)));
}

const valuesOf = (model: Model) => [model.weight.value.toArray(), model.bias.value.toArray()];

describe("step", () => {
  test("updates every parameter, counts, and leaves the gradients alone", () => {
    const model = makeModel();
    const optimizer = new Optimizer(parameters(model), sgd({ learningRate: 0.5 }));
    const grads = gradsOf(model);
    optimizer.step(grads);
    expect(valuesOf(model)).toEqual([[[0.5, -1, 1.5]], [-6.5]]);
    expect(optimizer.steps).toBe(1);
    expect(grads.bias!.toArray()).toEqual([14]);
  });

  test("reuses memory in place", () => {
    const model = makeModel();
    const optimizer = new Optimizer(parameters(model), adam());
    const { storage } = model.weight.value.view;
    train(model, optimizer, 3);
    expect(model.weight.value.view.storage).toBe(storage);
  });

  test("disposes a tensor that was taken from a parameter; a view of it keeps the old values", () => {
    const model = makeModel();
    const optimizer = new Optimizer(parameters(model), sgd({ learningRate: 0.5 }));
    const held = model.weight.value;
    const view = alias(held);
    train(model, optimizer, 1);
    expect(() => held.toArray()).toThrow("was disposed");
    expect(view.toArray()).toEqual([[1, -2, 3]]);
    expect(model.weight.value.toArray()).toEqual([[0.5, -1, 1.5]]);
  });

  test("takes a parameter for a gradient of another", () => {
    const [a, b] = [new Param(tensor([1])), new Param(tensor([2]))];
    const { bytes } = memory();
    new Optimizer({ a, b }, sgd({ learningRate: 1 })).step({ a: b.value, b: a.value });
    expect([a.value.item(), b.value.item()]).toEqual([-1, 1]);
    expect(memory().bytes).toBe(bytes);
  });

  test("dispose frees what the rule remembers", () => {
    const model = makeModel();
    const { tensors } = memory();
    const optimizer = new Optimizer(parameters(model), adam({ amsgrad: true }));
    const slots = 3 * 2;
    expect(memory().tensors).toBe(tensors + slots);
    optimizer.dispose();
    expect(memory().tensors).toBe(tensors);
  });

  test("gives schedules the number of steps before", () => {
    const seen: number[] = [];
    const learningRate = (step: number) => {
      seen.push(step);
      return 0;
    };
    const model = makeModel();
    const optimizer = new Optimizer(parameters(model), sgd({ learningRate }));
    seen.length = 0;
    train(model, optimizer, 3);
    expect(seen).toEqual([0, 1, 2]);
  });
});

describe("a step that cannot be taken changes nothing", () => {
  const other = createReferenceBackend();
  const disposed = () => {
    const x = tensor([1]);
    x.dispose();
    return x;
  };
  const weight = () => ones([1, 3]);
  const bias = () => ones([1]);
  const problems: [string, () => Record<string, Tensor>, string][] = [
    [
      "missing",
      () => ({ weight: weight() }),
      "Optimizer.step: no gradient for bias. Differentiate with respect to the same parameters: valueAndGrad(parameters(model), …).",
    ],
    [
      "foreign",
      () => ({ weight: weight(), bias: bias(), extra: bias() }),
      "Optimizer.step: gradients for extra, which it does not update. Differentiate with respect to the same parameters: valueAndGrad(parameters(model), …).",
    ],
    [
      "of another shape",
      () => ({ weight: weight(), bias: ones([2]) }),
      "Optimizer.step: the gradient of bias has shape [2], the parameter [1]. Was the parameter replaced after the gradient was computed?",
    ],
    [
      "of another type",
      () => ({ weight: weight(), bias: ones([1], { dtype: "float64" }) }),
      "Optimizer.step: the gradient of bias has dtype float64, the parameter float32. Was the parameter replaced after the gradient was computed?",
    ],
    [
      "on another backend",
      () => ({ weight: weight(), bias: ones([1], { backend: other }) }),
      "Optimizer.step: the gradient of bias has backend reference, the parameter reference. Was the parameter replaced after the gradient was computed?",
    ],
    [
      "disposed",
      () => ({ weight: weight(), bias: disposed() }),
      "Optimizer.step: gradient of bias: the tensor [1] made by tensor was disposed. Return it from its scope, keep() it, or dispose it later.",
    ],
  ];

  test.each(problems)("a gradient %s", (_, grads, message) => {
    const model = makeModel();
    const optimizer = new Optimizer(parameters(model), sgd({ learningRate: 0.5 }));
    expect(() => optimizer.step(grads())).toThrow(message);
    expect(optimizer.steps).toBe(0);
    expect(valuesOf(model)).toEqual(valuesOf(makeModel()));
  });

  test("a schedule that gives nonsense", () => {
    const model = makeModel();
    const optimizer = new Optimizer(parameters(model), sgd({ learningRate: (step) => 1 - step }));
    train(model, optimizer, 2);
    const before = valuesOf(model);
    expect(() => train(model, optimizer, 1)).toThrow(
      "sgd: learningRate must be finite and at least 0: its schedule gave -1 at step 2. Mend the schedule.",
    );
    expect(valuesOf(model)).toEqual(before);
  });

  const isWeight = (name: string) => name === "weight";
  const learningRate = (step: number) => (step < 1 ? 0.1 : Number.NaN);
  const lateProblems: [string, () => Rule][] = [
    [
      "of a later group",
      () => groups({ parameters: isWeight, rule: adam() }, { rule: sgd({ learningRate }) }),
    ],
    ["of a later link", () => chain(adam(), sgd({ learningRate }))],
  ];

  test.each(lateProblems)("a schedule %s", async (_, makeRule) => {
    const model = makeModel();
    const optimizer = new Optimizer(parameters(model), makeRule());
    train(model, optimizer, 1);
    const before = [valuesOf(model), await optimizer.state(), memory().tensors];
    expect(() => train(model, optimizer, 1)).toThrow("its schedule gave NaN at step 1");
    expect([valuesOf(model), await optimizer.state(), memory().tensors]).toEqual(before);
  });

  const allocating: [string, () => Rule][] = [
    ["a later parameter", () => adam()],
    [
      "a later group",
      () =>
        groups(
          { parameters: isWeight, rule: adam() },
          { rule: chain(clipByGlobalNorm(1), sgd({ learningRate: 1 })) },
        ),
    ],
    ["a later link", () => chain(sgd({ learningRate: 1 }), clipByGlobalNorm(1), adam())],
  ];

  test.each(allocating)("no memory for %s", async (_, makeRule) => {
    let left = Infinity;
    const reference = createReferenceBackend();
    const backend: typeof reference = {
      ...reference,
      alloc(bytes) {
        if (--left < 0) throw new BackendError("out of memory");
        return reference.alloc(bytes);
      },
    };
    const model = {
      weight: new Param(tensor([1, 2], { backend })),
      bias: new Param(tensor([3], { backend })),
    };
    const optimizer = new Optimizer(model, makeRule());
    const view = alias(model.bias.value);
    const grads = { weight: ones([2], { backend }), bias: ones([1], { backend }) };
    const now = async () => {
      const { tensors, bytes } = memory();
      return [valuesOf(model), await optimizer.state(), tensors, bytes];
    };
    const before = await now();
    let failures = 0;
    while (optimizer.steps === 0) {
      left = failures;
      try {
        optimizer.step(grads);
      } catch {
        failures++;
        left = Infinity;
        expect(await now()).toEqual(before);
      }
    }
    expect(failures).toBeGreaterThan(0);
    expect(view.toArray()).toEqual([3]);
  });
});

describe("parameters that cannot be learned", () => {
  const rule = sgd({ learningRate: 1 });

  test("none", () => {
    expect(() => new Optimizer({}, rule)).toThrow(
      "Optimizer: no parameters. Does the model hold them in private (#) fields, maps or functions? " +
        "parameters(model) finds those in ordinary fields, arrays and objects.",
    );
  });

  test("one under two names", () => {
    const tied = new Param(ones([2]));
    expect(() => new Optimizer({ encoder: tied, decoder: tied }, rule)).toThrow(
      "Optimizer: encoder and decoder are the same parameter. List it once, as parameters(model) does.",
    );
  });

  test("integers", () => {
    const count = new Param(ones([2], { dtype: "int32" }));
    expect(() => new Optimizer({ count }, rule)).toThrow(
      "Optimizer: count is int32: only floats are learned. Make it a Buffer?",
    );
  });
});

test("tied weights get the sum of their gradients, once", () => {
  const tied = new Param(tensor([3]));
  const model = { encoder: { weight: tied }, decoder: { weight: tied } };
  const optimizer = new Optimizer(parameters(model), sgd({ learningRate: 0.5 }));
  const { grads } = valueAndGrad(parameters(model), () =>
    sum(mul(model.encoder.weight.value, model.decoder.weight.value)),
  );
  optimizer.step(grads);
  expect(tied.value.toArray()).toEqual([0]);
});

describe("state and restore", () => {
  test("names what it saves", async () => {
    const optimizer = new Optimizer(parameters(makeModel()), sgd({ learningRate: 1, momentum: 0.9 }));
    const { steps, tensors } = await optimizer.state();
    expect(steps).toBe(0);
    expect(Object.keys(tensors)).toEqual(["velocity.weight", "velocity.bias"]);
    expect(tensors["velocity.weight"]).toEqual({
      shape: [1, 3],
      dtype: "float32",
      data: new Float32Array(3),
    });
  });

  test("refuses the state of another rule", async () => {
    const adaptive = new Optimizer(parameters(makeModel()), adam());
    const plain = new Optimizer(parameters(makeModel()), sgd({ learningRate: 1 }));
    const state = await adaptive.state();
    expect(() => plain.restore(state)).toThrow(
      "Optimizer.restore: the state does not fit: unexpected: mean.weight, mean.bias, meanSquare.weight, meanSquare.bias. " +
        "Nothing was changed. Make the optimizer for the same model, with the same rule and options.",
    );
  });

  test("brings the state to the backend that the model was moved to", async () => {
    const model = makeModel();
    const optimizer = new Optimizer(parameters(model), adam());
    train(model, optimizer, 1);
    await moveTo(model, createReferenceBackend());
    optimizer.restore(await optimizer.state());
    train(model, optimizer, 1);
    expect(optimizer.steps).toBe(2);
  });
});
