import { valueAndGrad } from "@cambium/autograd";
import { add, type Backend, mul, Rng, scope, sum, type Tensor, tensor } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { assert } from "vitest";
import { checkGradient } from "./check-gradient.ts";
import { expectClose, type Tolerance } from "./close.ts";
import { layouts } from "./layouts.ts";
import { expectNoLeak } from "./leak.ts";
import { download, type HostTensor, isFloat, type OpCase, upload } from "./op-cases.ts";
import type { OpRow, Run } from "./op-row.ts";

/** Tolerances for float32 and float64 results of another order of operations. */
const float32Tolerance: Tolerance = { rtol: 1e-5, atol: 1e-5 };
const float64Tolerance: Tolerance = { rtol: 1e-12, atol: 1e-12 };
const exactly: Tolerance = { rtol: 0, atol: 0 };

function asArray(results: Tensor | readonly Tensor[]): readonly Tensor[] {
  return [results].flat() as readonly Tensor[];
}

/** Results of a run on inputs with these elements. */
function resultsOf(run: Run, inputs: readonly HostTensor[], backend: Backend): Promise<HostTensor[]> {
  return download(scope(() => asArray(run(...upload(inputs, backend)))));
}

function expectSame(
  what: string,
  got: readonly HostTensor[],
  wanted: readonly HostTensor[],
  float32: Tolerance,
): void {
  assert.deepEqual(
    got.map((x) => x.dtype),
    wanted.map((x) => x.dtype),
    `${what}: types of the results`,
  );
  const tolerances = { float32, float64: float64Tolerance, int32: exactly, bool: exactly };
  wanted.forEach((x, i) => {
    expectClose(`${what}, result ${i}`, got[i]!, x, tolerances[x.dtype]);
  });
}

/** Checks that results, of ordinary or special elements, equal those of the reference backend. */
export async function checkValues(
  row: OpRow,
  { label, run }: OpCase,
  inputs: readonly HostTensor[],
  backend: Backend,
): Promise<void> {
  const got = await resultsOf(run, inputs, backend);
  const wanted = await resultsOf(run, inputs, referenceBackend);
  expectSame(label, got, wanted, row.tolerance ?? float32Tolerance);
}

/** Element of `x` that corresponds to element `index` of a result of shape `shape`, to which `x` is broadcast. */
function broadcastElement(x: HostTensor, index: number, shape: readonly number[]): number {
  let [offset, stride, rest] = [0, 1, index];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = x.shape[axis - shape.length + x.shape.length] ?? 1;
    if (size !== 1) offset += (rest % shape[axis]!) * stride;
    stride *= size;
    rest = Math.floor(rest / shape[axis]!);
  }
  return x.data[offset]!;
}

/** Checks that results, also of special values, equal the row's formula for each element. */
export async function checkFormula(
  row: OpRow,
  { label, run, formula }: OpCase,
  inputs: readonly HostTensor[],
  backend: Backend,
): Promise<void> {
  if (!formula) return;
  const got = await resultsOf(run, inputs, backend);
  const wanted = got.map((x) => ({
    ...x,
    data: Array.from(x.data, (_, i) => {
      const value = Number(formula(...inputs.map((input) => broadcastElement(input, i, x.shape))));
      return x.dtype === "int32" ? Math.trunc(value) : value;
    }),
  }));
  expectSame(label, got, wanted, row.tolerance ?? float32Tolerance);
}

/** Checks that views of every layout give the same results as dense copies. */
export async function checkLayouts(
  row: OpRow,
  { label, run, inputs }: OpCase,
  backend: Backend,
): Promise<void> {
  for (const [name, layout] of Object.entries(layouts)) {
    const views = scope(() => upload(inputs, backend).map(layout));
    const got = await download(
      scope(() => asArray(run(...views))),
      views,
    );
    const copies = await download(views);
    const wanted = await resultsOf(run, copies, backend);
    expectSame(`${label}, ${name}`, got, wanted, row.tolerance ?? float32Tolerance);
  }
}

/** Fixed random weights for the elements of a result. */
function weightsFor(x: Tensor, position: number): Tensor {
  const rng = new Rng(2).fork(position);
  const data = Float64Array.from({ length: x.size }, () => Math.fround(rng.normal()));
  return tensor(data, { shape: x.shape, dtype: x.dtype, backend: x.backend });
}

/**
 * Weighted sum of the float results, and its gradients with respect to the float inputs. Undefined if either are missing.
 */
function valueAndGradients(run: Run, inputs: readonly Tensor[]): ReturnType<typeof valueAndGrad> | undefined {
  const variables = Object.fromEntries(inputs.filter((x) => isFloat(x.dtype)).entries());
  const hasFloatResult = scope(() => asArray(run(...inputs)).some((x) => isFloat(x.dtype)));
  if (!hasFloatResult || Object.keys(variables).length === 0) return undefined;
  return valueAndGrad(variables, () =>
    asArray(run(...inputs))
      .filter((x) => isFloat(x.dtype))
      .map((x, i) => sum(mul(x, weightsFor(x, i))))
      .reduce((a, b) => add(a, b)),
  );
}

/** Gradients of a case. */
function gradientsOf({ run, inputs }: OpCase, backend: Backend): Tensor[] {
  return scope(() => Object.values(valueAndGradients(run, upload(inputs, backend))?.grads ?? {}));
}

/** Checks that gradients equal those of the reference backend, or are 0 if the row has `differentiable: false`. */
export async function checkGradients(row: OpRow, each: OpCase, backend: Backend): Promise<void> {
  const got = await download(gradientsOf(each, backend));
  const wanted =
    row.differentiable === false
      ? got.map((x) => ({ ...x, data: new Array<number>(x.data.length).fill(0) }))
      : await download(gradientsOf(each, referenceBackend));
  expectSame(`${each.label}, gradients`, got, wanted, row.tolerance ?? { rtol: 1e-4, atol: 1e-5 });
}

/** Checks gradients against finite differences, if the sample is small, in float64 and not at a kink. */
export function checkDifferences(
  { label, run, inputs, atKink }: OpCase,
  backend: Backend,
  order: 1 | 2,
): void {
  const size = inputs.reduce((total, input) => total + input.data.length, 0);
  const exact = inputs.every((input) => input.dtype !== "float32");
  if (atKink || !exact || size > 100 || !inputs.some((input) => input.dtype === "float64")) return;
  const tensors = upload(inputs, backend);
  try {
    checkGradient(run, tensors, { order });
  } catch (error) {
    throw new Error(`${label}: ${(error as Error).message}`, { cause: error });
  } finally {
    for (const x of tensors) x.dispose();
  }
}

/** Checks that a run and its gradient leak no tensor and do not change their inputs. */
export async function checkSideEffects(each: OpCase, backend: Backend): Promise<void> {
  const tensors = upload(each.inputs, backend);
  expectNoLeak(() => {
    for (const x of new Set(asArray(each.run(...tensors)))) if (!tensors.includes(x)) x.dispose();
  });
  expectNoLeak(() => {
    const { value, grads = {} } = valueAndGradients(each.run, tensors) ?? {};
    for (const x of [value, ...Object.values(grads)]) x?.dispose();
  });
  const after = await download(tensors);
  expectSame(`${each.label}, inputs afterwards`, after, each.inputs, exactly);
}
