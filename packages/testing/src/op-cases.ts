import { type Backend, type DType, Rng, type Shape, sizeOf, type Tensor, tensor } from "@cambium/tensor";
import type { Elements } from "./close.ts";
import type { Formula, OpRow, Run, Sample } from "./op-row.ts";

/** Elements with their type: a tensor outside any backend. */
export interface HostTensor extends Elements {
  readonly dtype: DType;
}

/** One run of an op: a sample in one element type, with its values. */
export interface OpCase {
  readonly label: string;
  readonly run: Run;
  readonly inputs: readonly HostTensor[];
  readonly atKink: boolean;
  readonly formula: Formula | undefined;
  /** The same inputs, in which NaN, infinities and zeros replace elements where allowed. */
  readonly withSpecials: readonly HostTensor[];
}

/**
 * Shapes of the inputs of an elementwise op, one for each in turn, or the first one for all. The last shapes fill more than
 * one block.
 */
const elementwiseShapes: readonly (readonly Shape[])[] = [
  [[]],
  [[0]],
  [[1, 1]],
  [[2, 3], [3]],
  [[2, 1], [3], []],
  [
    [0, 3],
    [1, 3],
  ],
  [[17, 31], [31]],
];

function samplesOf(row: OpRow): readonly Sample[] {
  const samples: Sample[] = [{ inputs: row.inputs }, ...(row.also ?? [])];
  const { formula, broadcasts = true } = row;
  if (!formula) return samples;
  const more = elementwiseShapes.map((shapes) => ({
    inputs: row.inputs.map((input, i) => ({ ...input, shape: shapes[broadcasts ? i % shapes.length : 0]! })),
  }));
  return [...samples, ...more];
}

const specials: readonly number[] = [Number.NaN, Number.POSITIVE_INFINITY, 0, Number.NEGATIVE_INFINITY, -0];

/** Replaces about every third element by a special value, at positions that depend on the seed. */
function sprinkle(data: readonly number[], rng: Rng): number[] {
  return data.map((value) => (rng.int(3) === 0 ? specials[rng.int(specials.length)]! : value));
}

function caseOf(row: OpRow, sample: Sample, number: number, dtype: DType): OpCase {
  const rng = new Rng(1).fork(row.name).fork(number).fork(dtype);
  const inputs = sample.inputs.map(({ shape, dtype: fixed = dtype, values }) => ({
    shape,
    dtype: fixed,
    data: values(rng, fixed, sizeOf(shape)),
  }));
  const shapes = inputs.map((input) => `${input.dtype} [${input.shape.join(", ")}]`).join(", ");
  return {
    label: `sample ${number}, ${shapes}`,
    run: sample.run ?? row.run,
    inputs,
    atKink: sample.atKink ?? false,
    formula: sample.formula ?? (sample.run ? undefined : row.formula),
    withSpecials: inputs.map((input, i) =>
      sample.inputs[i]!.nonFinite && isFloat(input.dtype)
        ? { ...input, data: sprinkle(input.data, rng) }
        : input,
    ),
  };
}

export function isFloat(dtype: DType): boolean {
  return dtype === "float32" || dtype === "float64";
}

/** Cases of a row: every sample in every type of the row that the backend has. */
export function casesOf(row: OpRow, backend: Backend): OpCase[] {
  const dtypes = (row.dtypes ?? ["float32", "float64"]).filter((dtype) => backend.dtypes.has(dtype));
  return samplesOf(row).flatMap((sample, number) => {
    const varies = sample.inputs.some((input) => input.dtype === undefined);
    return (varies ? dtypes : dtypes.slice(0, 1)).map((dtype) => caseOf(row, sample, number, dtype));
  });
}

/** Makes tensors with these elements on a backend. */
export function upload(inputs: readonly HostTensor[], backend: Backend): Tensor[] {
  return inputs.map(({ shape, dtype, data }) => tensor(Float64Array.from(data), { shape, dtype, backend }));
}

/** Reads tensors, and disposes of them except those that the caller still needs. */
export async function download(
  tensors: readonly Tensor[],
  needed: readonly Tensor[] = [],
): Promise<HostTensor[]> {
  const read = tensors.map(async (x) => ({ shape: x.shape, dtype: x.dtype, data: await x.data() }));
  const elements = await Promise.all(read);
  for (const x of tensors) if (!needed.includes(x)) x.dispose();
  return elements;
}
