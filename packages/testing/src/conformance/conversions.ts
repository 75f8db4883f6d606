import { grad } from "@cambium/autograd";
import {
  add,
  arange,
  type Backend,
  cast,
  ceil,
  type DType,
  div,
  eq,
  fmod,
  full,
  lt,
  maxPool2d,
  pow,
  round,
  sort,
  sum,
  type Tensor,
  tensor,
  topK,
  truncDivide,
} from "@cambium/tensor";
import { expect, test } from "vitest";
import { elements } from "./elements.ts";

const INT_MAX = 2147483647;
const INT_MIN = -2147483648;

/** Floats with their values as int32 and as bool. */
const conversions: readonly (readonly [float: number, int: number, bool: number])[] = [
  [Number.NaN, 0, 1],
  [Infinity, INT_MAX, 1],
  [-Infinity, INT_MIN, 1],
  [3e9, INT_MAX, 1],
  [-3e9, INT_MIN, 1],
  [2147483648, INT_MAX, 1],
  [2147483520, 2147483520, 1],
  [1.9, 1, 1],
  [-1.9, -1, 1],
  [1e-40, 0, 1],
  [-0, 0, 0],
  [0, 0, 0],
];
const floats = conversions.map(([float]) => float);
const asInts = conversions.map(([, int]) => int);
const asBools = conversions.map(([, , bool]) => bool);

/** Tests of values on which conventions differ and all backends agree: conversions, wrapping, the order of NaN. */
export function describeConversions(backend: () => Backend): void {
  const of = (data: readonly number[], dtype: DType): Tensor =>
    tensor([...data], { dtype, backend: backend() });
  const ints = (...data: number[]): Tensor => of(data, "int32");

  test("a float as int32 and as bool: by cast, and in tensor and full", async () => {
    expect(await elements(() => cast(of(floats, "float32"), "int32"))).toEqual(asInts);
    expect(await elements(() => cast(of(floats, "float32"), "bool"))).toEqual(asBools);
    expect(await elements(() => of(floats, "int32"))).toEqual(asInts);
    expect(await elements(() => of(floats, "bool"))).toEqual(asBools);
    for (const [float, int, bool] of conversions) {
      expect(await elements(() => full([3], float, { dtype: "int32", backend: backend() }))).toEqual([
        int,
        int,
        int,
      ]);
      expect(await elements(() => full([1], float, { dtype: "bool", backend: backend() }))).toEqual([bool]);
    }
  });

  test("a float64 as int32, bool and float32", async () => {
    if (!backend().dtypes.has("float64")) return;
    const wide = [16777217, 2147483647.9, -2147483648.9, 4294967296, 1e-60, 1e39];
    const limited = [16777217, INT_MAX, INT_MIN, INT_MAX, 0, INT_MAX];
    expect(await elements(() => cast(of(wide, "float64"), "int32"))).toEqual(limited);
    expect(await elements(() => cast(of(wide, "float64"), "bool"))).toEqual([1, 1, 1, 1, 1, 1]);
    expect(await elements(() => cast(of(wide, "float64"), "float32"))).toEqual(wide.map(Math.fround));
  });

  test("arange beyond int32, and of bools", async () => {
    const beyond = { dtype: "int32", step: 1e9, backend: backend() } as const;
    expect(await elements(() => arange(0, 4e9, beyond))).toEqual([0, 1e9, 2e9, INT_MAX]);
    expect(await elements(() => arange(0, 3, { dtype: "bool", backend: backend() }))).toEqual([0, 1, 1]);
  });

  test("int32 that meets a float32 is rounded to float32 before it is added or compared", async () => {
    const [int, float] = [ints(16777217, 16777219), of([16777216, 16777220], "float32")];
    expect(await elements(() => eq(int, float))).toEqual([1, 1]);
    expect(await elements(() => lt(float, int))).toEqual([0, 0]);
    expect(await elements(() => add(int, of([1, 1], "float32")))).toEqual([16777216, 16777220]);
    int.dispose();
    float.dispose();
  });

  test("int32 arithmetic wraps: powers, sums, products", async () => {
    expect(await elements(() => pow(ints(0, 3, -1, -1, 7), ints(-1, 20, -3, -2, -1)))).toEqual([
      ...[0, -808182895, -1, 1, 0],
    ]);
    expect(await elements(() => sum(ints(INT_MAX, 1, INT_MAX)))).toEqual([-1]);
  });

  test("NaN counts as the largest: last in ascending order, first in descending order and in topK", async () => {
    const x = of([1, Number.NaN, Infinity, Number.NaN, -Infinity, 2], "float32");
    expect(await elements(() => sort(x).indices)).toEqual([4, 0, 5, 2, 1, 3]);
    expect(await elements(() => sort(x, 0, { descending: true }).indices)).toEqual([1, 3, 2, 5, 0, 4]);
    expect(await elements(() => topK(x, 3).indices)).toEqual([1, 3, 2]);
    expect(await elements(() => topK(x, 3, 0, { largest: false }).indices)).toEqual([4, 0, 5]);
    x.dispose();
  });

  test("the last of several NaN in a window of a pooling gets the gradient", async () => {
    const row = [Number.NaN, 5, 1, 2, 7, Number.NaN, 3, 3, 1, 0];
    const rows = [...row, Number.NaN, 6, 8, 8, 0, 1, 3, 3, 0, 1];
    const taken = Array.from({ length: 20 }, (_, i) => Number([5, 6, 8, 10, 12].includes(i)));
    const x = tensor(rows, { shape: [1, 1, 2, 10], backend: backend() });
    const gradient = () => grad((images: Tensor) => sum(maxPool2d(images, 2)))(x);
    expect(await elements(gradient)).toEqual(taken);
    x.dispose();
  });

  test("results of 0 keep their sign; ints have no −0", async () => {
    const x = of([-0.5, -0.2, -0, 0.5, -4], "float32");
    expect(await elements(() => round(x))).toEqual([-0, -0, -0, 0, -4]);
    expect(await elements(() => ceil(x))).toEqual([-0, -0, -0, 1, -4]);
    expect(await elements(() => truncDivide(x, 2))).toEqual([-0, -0, -0, 0, -2]);
    expect(await elements(() => fmod(x, 2))).toEqual([-0.5, Math.fround(-0.2), -0, 0.5, -0]);
    expect(await elements(() => div(-0, ints(2, -2)))).toEqual([0, -0]);
    x.dispose();
  });
}
