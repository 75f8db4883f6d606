import { Buffer, Param } from "@cambium/module";
import { AveragedWeights, ema, Optimizer, sgd, swa } from "@cambium/optim";
import { add, memory, ones, tensor } from "@cambium/tensor";
import { describe, expect, test } from "vitest";

const makeModel = () => ({
  weight: new Param(tensor([0, 10])),
  norm: { runningMean: new Buffer(tensor([1])), count: new Buffer(tensor([0], { dtype: "int32" })) },
});
type Model = ReturnType<typeof makeModel>;

/** A step that adds 1 to each weight and 2 to the buffers. */
function advance({ weight, norm }: Model, optimizer: Optimizer): void {
  const gradient = tensor([-1, -1]);
  optimizer.step({ weight: gradient });
  gradient.dispose();
  norm.runningMean.value = add(norm.runningMean.value, 2);
  norm.count.value = add(norm.count.value, 1);
  expect(weight.value.disposed).toBe(false);
}

const optimizerOf = ({ weight }: Model) => new Optimizer({ weight }, sgd({ learningRate: 1 }));

const valuesOf = ({ weight, norm }: Model) =>
  [weight, norm.runningMean, norm.count].map(({ value }) => value.toArray());

describe("the average", () => {
  test("of swa is the mean of the weights at all updates, without the start", () => {
    const model = makeModel();
    const average = new AveragedWeights(model, swa());
    const optimizer = optimizerOf(model);
    for (let i = 0; i < 3; i++) {
      advance(model, optimizer);
      average.update();
    }
    expect(average.updates).toBe(3);
    average.swap();
    expect(valuesOf(model)).toEqual([[2, 12], [7], [3]]);
  });

  test("of ema halves the old average, and starts from the weights at the first update", () => {
    const model = makeModel();
    const average = new AveragedWeights(model, ema({ decay: 0.5 }));
    const optimizer = optimizerOf(model);
    for (let i = 0; i < 3; i++) {
      advance(model, optimizer);
      average.update();
    }
    average.swap();
    // 1; (1 + 2)/2 = 1.5; (1.5 + 3)/2 = 2.25
    expect(valuesOf(model)[0]).toEqual([2.25, 12.25]);
  });

  test("is the model as it was before the first update", () => {
    const model = makeModel();
    const average = new AveragedWeights(model, ema());
    advance(model, optimizerOf(model));
    average.swap();
    expect(valuesOf(model)).toEqual(valuesOf(makeModel()));
  });
});

describe("swap", () => {
  test("restores every bit, and training continues in place", () => {
    const model = makeModel();
    const average = new AveragedWeights(model, swa());
    const optimizer = optimizerOf(model);
    advance(model, optimizer);
    average.update();
    advance(model, optimizer);
    average.update();
    const before = valuesOf(model);
    average.swap();
    expect(average.swapped).toBe(true);
    expect(valuesOf(model)).not.toEqual(before);
    average.swap();
    expect(average.swapped).toBe(false);
    expect(valuesOf(model)).toEqual(before);
    const { storage } = model.weight.value.view;
    advance(model, optimizer);
    expect(model.weight.value.view.storage).toBe(storage);
    average.update();
    average.swap();
    expect(valuesOf(model)[0]).toEqual([2, 12]);
  });

  test.each(["update", "state", "restore"] as const)("while it lasts, %s is an error", async (method) => {
    const average = new AveragedWeights(makeModel(), swa());
    const state = await average.state();
    average.swap();
    const message = `AveragedWeights.${method}: the averaged weights are in the model. Call swap() first, to put its own back.`;
    await expect(async () => average[method](state)).rejects.toThrow(new Error(message));
  });
});

describe("memory", () => {
  test("does not grow, and dispose gives it back", () => {
    const model = makeModel();
    const before = memory();
    const optimizer = optimizerOf(model);
    const average = new AveragedWeights(model, ema());
    const round = () => {
      advance(model, optimizer);
      average.update();
      average.swap();
      average.swap();
    };
    for (let i = 0; i < 3; i++) round();
    const { tensors, bytes } = memory();
    for (let i = 0; i < 20; i++) round();
    expect(memory()).toMatchObject({ tensors, bytes });
    average.dispose();
    expect(memory().tensors).toBe(before.tensors);
    expect(memory().bytes).toBe(before.bytes);
  });
});

describe("state and restore", () => {
  test("go on exactly", async () => {
    const model = makeModel();
    const average = new AveragedWeights(model, ema({ decay: 0.9 }));
    const optimizer = optimizerOf(model);
    advance(model, optimizer);
    average.update();
    advance(model, optimizer);
    average.update();
    const state = structuredClone(await average.state());
    const other = new AveragedWeights(model, ema({ decay: 0.9 }));
    other.restore(state);
    expect(other.updates).toBe(2);
    advance(model, optimizer);
    average.update();
    other.update();
    expect((await other.state()).tensors).toEqual((await average.state()).tensors);
  });

  test("of another model are an error", async () => {
    const average = new AveragedWeights({ bias: new Param(ones([1])) }, swa());
    const state = await new AveragedWeights({ weight: new Param(ones([1])) }, swa()).state();
    expect(() => average.restore(state)).toThrow(
      "AveragedWeights.restore: the state does not fit: missing: bias; unexpected: weight. Nothing was changed. " +
        "Make it for the same model.",
    );
  });
});

test("a share or decay out of range is an error", () => {
  expect(() => ema({ decay: 1 })).toThrow(
    new RangeError("ema: decay must be in [0, 1): got 1. Usual values are 0.9 to 0.999."),
  );
  const average = new AveragedWeights(makeModel(), (updates) => updates + 2);
  expect(() => average.update()).toThrow(
    new RangeError(
      "AveragedWeights: share must be in [0, 1]: its schedule gave 2 at step 0. Mend the schedule.",
    ),
  );
});
