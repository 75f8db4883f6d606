import { type Backend, type DType, type ReduceOp, Rng, type Shape } from "@cambium/tensor";
import { test } from "vitest";
import { factors } from "./factors.ts";
import { type HostView, randomNumber, randomShape, randomView } from "./host-view.ts";
import { checkCall } from "./kernel-call.ts";

const ROUNDS = 60;

/** Random shape of rank 1 or more, occasionally with long lines. */
function shapeOf(rng: Rng): number[] {
  if (rng.int(6) === 0) return rng.int(2) === 0 ? [3, 700] : [700, 3];
  return randomShape(rng, 1 + rng.int(4));
}

function some(rng: Rng, rank: number): number[] {
  return Array.from({ length: rank }, (_, axis) => axis).filter(() => rng.int(2) === 0);
}

function without(shape: Shape, axes: readonly number[]): number[] {
  return shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
}

/** Numbers with many ties, which show whether the first one is found and whether the order is stable. */
function withTies(dtype: DType): (rng: Rng) => number {
  if (dtype === "int32" || dtype === "bool") return (rng) => randomNumber(rng, dtype);
  return (rng) => (rng.int(12) === 0 ? randomNumber(rng, dtype, true) : rng.int(7) - 3);
}

function input(rng: Rng, shape: Shape, dtype: DType): HostView {
  return randomView(rng, shape, dtype, "repeats", withTies(dtype));
}

/** Tests of the kernels that run along dimensions. */
export function describeLines(backend: () => Backend): void {
  const each = (
    title: string,
    dtypes: readonly DType[],
    check: (rng: Rng, dtype: DType) => Promise<void>,
  ): void => {
    test(title, async () => {
      const rng = new Rng(12).fork(title);
      for (const dtype of dtypes) {
        if (!backend().dtypes.has(dtype)) continue;
        for (let round = 0; round < ROUNDS; round++) await check(rng, dtype);
      }
    });
  };
  const numbers: readonly DType[] = ["float32", "float64", "int32"];

  for (const op of ["sum", "mean", "prod", "max", "min"] as const satisfies readonly ReduceOp[]) {
    const dtypes: readonly DType[] =
      op === "max" || op === "min" ? [...numbers, "bool"] : op === "mean" ? ["float32", "float64"] : numbers;
    each(`reduce: ${op} over any dimensions`, dtypes, async (rng, dtype) => {
      const shape = shapeOf(rng);
      const axes = some(rng, shape.length);
      const number = op === "prod" ? factors(rng, dtype) : withTies(dtype);
      await checkCall(`reduce ${op} over [${axes}]`, backend(), {
        inputs: [randomView(rng, shape, dtype, "repeats", number)],
        outputs: [randomView(rng, without(shape, axes), dtype, "dense")],
        run: (on, [x], [out]) => on.reduce(op, x!, axes, out!),
      });
    });
  }

  for (const op of ["max", "min"] as const) {
    each(`argReduce: the first ${op}, or NaN`, [...numbers, "bool"], async (rng, dtype) => {
      const shape = shapeOf(rng);
      const axis = rng.int(shape.length);
      if (shape[axis] === 0) shape[axis] = 3;
      await checkCall(`argReduce ${op} along ${axis}`, backend(), {
        inputs: [input(rng, shape, dtype)],
        outputs: [randomView(rng, without(shape, [axis]), "int32", "dense")],
        run: (on, [x], [out]) => on.argReduce(op, x!, axis, out!),
      });
    });
  }

  each("cumsum: along any dimension", numbers, async (rng, dtype) => {
    const shape = shapeOf(rng);
    const axis = rng.int(shape.length);
    await checkCall(`cumsum along ${axis}`, backend(), {
      inputs: [input(rng, shape, dtype)],
      outputs: [randomView(rng, shape, dtype, "dense")],
      run: (on, [x], [out]) => on.cumsum(x!, axis, out!),
    });
  });

  for (const descending of [false, true]) {
    each(
      `sort: stable, NaN the largest, ${descending ? "descending" : "ascending"}`,
      [...numbers, "bool"],
      async (rng, dtype) => {
        const shape = shapeOf(rng);
        const axis = rng.int(shape.length);
        await checkCall(`sort along ${axis}`, backend(), {
          inputs: [input(rng, shape, dtype)],
          outputs: [randomView(rng, shape, dtype, "dense"), randomView(rng, shape, "int32", "dense")],
          run: (on, [x], [values, indices]) => on.sort(x!, axis, descending, values!, indices!),
        });
      },
    );
  }
}
