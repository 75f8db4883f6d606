import { add, type Backend, exp, formatShape, mul, sum, type Tensor, tensor } from "@cambium/tensor";
import { createReferenceBackend, referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import { floats, type OpRow, type Run } from "../src/index.ts";
import { casesOf, type OpCase } from "../src/op-cases.ts";
import {
  checkDifferences,
  checkFormula,
  checkGradients,
  checkLayouts,
  checkSideEffects,
  checkValues,
} from "../src/op-checks.ts";

const row = (run: Run, more: Partial<OpRow> = {}): OpRow => ({
  name: "op",
  run,
  inputs: [floats([3, 4])],
  ...more,
});
const sound = row(exp, { formula: Math.exp });
const float32 = (of: OpRow) => casesOf(of, referenceBackend)[0]!;
const float64 = (of: OpRow) => casesOf(of, referenceBackend)[1]!;

/** Reference backend with one wrong method. */
function spoiled(method: "map", wrong: (right: Backend) => Backend["map"]): Backend {
  const right = createReferenceBackend();
  return { ...right, [method]: wrong(right) };
}

/** The elements in the order of memory, as if every view were dense. */
function ignoringStrides({ view }: Tensor): Tensor {
  const bytes = referenceBackend.readSync!(view.storage, 0, 48);
  return tensor(new Float32Array(bytes.buffer, bytes.byteOffset, 12), { shape: [3, 4] });
}

describe("a sound op passes", () => {
  test("every check, in every type and size", async () => {
    for (const each of casesOf(sound, referenceBackend)) {
      await checkValues(sound, each, each.withSpecials, referenceBackend);
      await checkFormula(sound, each, each.withSpecials, referenceBackend);
      await checkLayouts(sound, each, referenceBackend);
      await checkGradients(sound, each, referenceBackend);
      checkDifferences(each, referenceBackend, 2);
      await checkSideEffects(each, referenceBackend);
    }
  });
});

test("an op that does not broadcast gets inputs of equal shapes", () => {
  const binary = (more: Partial<OpRow>) =>
    casesOf(
      row(mul, { inputs: [floats([3]), floats([3])], formula: (a, b) => a * b, ...more }),
      referenceBackend,
    );
  const areEqual = ({ inputs: [a, b] }: OpCase) => formatShape(a!.shape) === formatShape(b!.shape);
  expect(binary({}).every(areEqual)).toBe(false);
  expect(binary({ broadcasts: false }).every(areEqual)).toBe(true);
  expect(binary({ broadcasts: false })).toHaveLength(binary({}).length);
});

describe("what is wrong is found", () => {
  test("values unlike the formula or the reference backend", async () => {
    const other = { ...sound, formula: Math.expm1 };
    const each = float32(other);
    await expect(checkFormula(other, each, each.inputs, referenceBackend)).rejects.toThrow(
      /12 of 12 elements differ/,
    );
    const backend = spoiled("map", ({ map }) => (program, inputs, scalars, outputs) => {
      map(program, inputs, scalars, outputs);
      map(program, outputs, scalars, outputs);
    });
    await expect(checkValues(sound, each, each.inputs, backend)).rejects.toThrow(/12 of 12 elements differ/);
  });

  test("gradients unlike finite differences, or not zero where they should be", async () => {
    const stopped = row((x) => mul(x, sum(tensor(1, { dtype: x.dtype }))), { differentiable: false });
    await expect(checkGradients(stopped, float32(stopped), referenceBackend)).rejects.toThrow(
      /gradients, result 0/,
    );
    const rounded = row((x) => add(exp(x), Math.random()));
    expect(() => checkDifferences(float64(rounded), referenceBackend, 1)).toThrow(/gradient of input 0/);
  });

  test("an op that ignores strides", async () => {
    const dense = row((x) => ignoringStrides(x), { dtypes: ["float32"] });
    await expect(checkLayouts(dense, float32(dense), referenceBackend)).rejects.toThrow(/transposed/);
  });

  test("an op that leaves something behind, or changes its input", async () => {
    const leaking = row((x) => add(exp(x), 1));
    await expect(checkSideEffects(float32(leaking), referenceBackend)).rejects.toThrow(
      /leak: 1 more live tensors/,
    );
    const writing = row((x) => {
      referenceBackend.write(x.view.storage, new Float32Array([99]), 0);
      return exp(x);
    });
    await expect(checkSideEffects(float32(writing), referenceBackend)).rejects.toThrow(/inputs afterwards/);
  });
});
