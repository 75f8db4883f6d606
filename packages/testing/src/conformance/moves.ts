import { type Backend, type DType, Rng, type Shape, type View } from "@cambium/tensor";
import { expect, test } from "vitest";
import { type HostView, memoryOf, randomNumber, randomShape, randomView, upload } from "./host-view.ts";
import { checkCall } from "./kernel-call.ts";

const everyType: readonly DType[] = ["float32", "float64", "int32", "bool"];

/** Values that are hard to cast: beyond int32 and float32, just inside, zeros, subnormal numbers. */
const hard: readonly number[] = [
  ...[
    Number.NaN,
    Infinity,
    -Infinity,
    3e9,
    -3e9,
    2147483648,
    2147483647,
    2147483520,
    -2147483648,
    -2147483904,
  ],
  ...[16777217, -16777219, 0.99, -0.99, 0, -0, 1e-45, -1e-40, 1e-60, 1e39, -1e300],
];

/** Numbers to cast, many of them hard. */
function castable(dtype: DType): (rng: Rng) => number {
  return (rng) => {
    if (dtype === "int32" || dtype === "bool") return randomNumber(rng, dtype);
    return hard[rng.int(2 * hard.length)] ?? Math.fround(rng.normal() * 100);
  };
}

/** Index of this shape into a dimension of `size`. */
function indexView(rng: Rng, shape: Shape, size: number): HostView {
  return randomView(rng, shape, "int32", "repeats", () => rng.int(Math.max(size, 1)));
}

/** Shapes of a tensor and of an index into its dimension `axis`. */
function indexedShapes(rng: Rng): { shape: number[]; index: number[]; axis: number } {
  const shape = randomShape(rng, 1 + rng.int(3));
  const axis = rng.int(shape.length);
  if (shape[axis] === 0) shape[axis] = 4;
  return { shape, axis, index: shape.with(axis, rng.int(8)) };
}

/** Asserts that a bad index is named in the error and changes no input. The output is unspecified. */
async function bad(
  backend: Backend,
  run: (from: View, index: View, out: View) => void,
  sizes: readonly [from: number, to: number],
  place: number,
): Promise<void> {
  const rng = new Rng(15);
  const hosts = [
    randomView(rng, [sizes[0], 2], "float32", "dense"),
    randomView(rng, [4, 2], "int32", "dense", () => 1),
    randomView(rng, [sizes[1], 2], "float32", "dense"),
  ] as const;
  hosts[1].memory[hosts[1].offset + 5] = place;
  const views = hosts.map((host) => upload(backend, host));
  expect(() => run(views[0]!, views[1]!, views[2]!)).toThrow(RangeError);
  expect(() => run(views[0]!, views[1]!, views[2]!)).toThrow(new RegExp(`${place}\\b`));
  for (const i of [0, 1]) expect(await memoryOf(backend, views[i]!, hosts[i]!)).toEqual(hosts[i]!.memory);
  for (const { storage } of views) backend.free(storage);
}

/** Tests of `copy`, `gather` and `scatterAdd`. */
export function describeMoves(backend: () => Backend): void {
  const typesOf = (types: readonly DType[]): DType[] => types.filter((dtype) => backend().dtypes.has(dtype));

  test("copy: between any strides, from every type to every type", async () => {
    const rng = new Rng(16);
    for (const from of typesOf(everyType)) {
      for (const to of typesOf(everyType)) {
        for (let round = 0; round < 25; round++) {
          const shape = rng.int(8) === 0 ? [7, 130] : randomShape(rng, rng.int(5));
          await checkCall("copy", backend(), {
            inputs: [randomView(rng, shape, from, "repeats", castable(from))],
            outputs: [randomView(rng, shape, to, "strided")],
            tolerance: { rtol: 0, atol: 0 },
            run: (on, [x], [out]) => on.copy(x!, out!),
          });
        }
      }
    }
  });

  test("gather: any strides of elements and index", async () => {
    const rng = new Rng(17);
    for (const dtype of typesOf(everyType)) {
      for (let round = 0; round < 50; round++) {
        const { shape, index, axis } = indexedShapes(rng);
        await checkCall(`gather along ${axis}`, backend(), {
          inputs: [randomView(rng, shape, dtype), indexView(rng, index, shape[axis]!)],
          outputs: [randomView(rng, index, dtype, "dense")],
          run: (on, [x, places], [out]) => on.gather(x!, places!, axis, out!),
        });
      }
    }
  });

  test("scatterAdd: adds to what is there, any strides of all three", async () => {
    const rng = new Rng(18);
    for (const dtype of typesOf(["float32", "float64", "int32"])) {
      for (let round = 0; round < 50; round++) {
        const { shape, index, axis } = indexedShapes(rng);
        await checkCall(`scatterAdd along ${axis}`, backend(), {
          inputs: [randomView(rng, index, dtype), indexView(rng, index, shape[axis]!)],
          outputs: [randomView(rng, shape, dtype, "strided")],
          run: (on, [src, places], [out]) => on.scatterAdd(src!, places!, axis, out!),
        });
      }
    }
  });

  for (const place of [3, -1]) {
    test(`gather and scatterAdd: index ${place} outside of a size of 3 is named, and no input is written`, async () => {
      if (!backend().readSync) return;
      await bad(backend(), (x, index, out) => backend().gather(x, index, 0, out), [3, 4], place);
      await bad(backend(), (src, index, out) => backend().scatterAdd(src, index, 0, out), [4, 3], place);
    });
  }
}
