import { type Backend, type DType, Rng, type Window2d } from "@cambium/tensor";
import { test } from "vitest";
import { randomView } from "./host-view.ts";
import { checkCall } from "./kernel-call.ts";

interface Windows {
  readonly images: readonly [number, number, number, number];
  readonly window: Window2d;
  /** Number of windows, down and across. */
  readonly count: readonly [number, number];
}

function pair(make: () => number): readonly [number, number] {
  return [make(), make()];
}

/** Random window on images of random sizes, with as many windows as fit, or one less. */
function randomWindows(rng: Rng): Windows {
  const window: Window2d = {
    kernel: pair(() => 1 + rng.int(3)),
    stride: pair(() => 1 + rng.int(3)),
    padding: pair(() => rng.int(3)),
    dilation: pair(() => 1 + rng.int(2)),
  };
  const sizes = ([0, 1] as const).map((axis) => {
    const span = window.dilation[axis] * (window.kernel[axis] - 1) + 1;
    const size = Math.max(1, span - 2 * window.padding[axis]) + rng.int(7);
    const most = Math.floor((size + 2 * window.padding[axis] - span) / window.stride[axis]) + 1;
    return { size, count: Math.max(1, most - rng.int(2)) };
  });
  const images = [
    rng.int(8) === 0 ? 0 : 1 + rng.int(2),
    1 + rng.int(3),
    sizes[0]!.size,
    sizes[1]!.size,
  ] as const;
  return { images, window, count: [sizes[0]!.count, sizes[1]!.count] };
}

/** Tests of `unfold` and `fold`. */
export function describeWindows(backend: () => Backend): void {
  const each = (title: string, check: (rng: Rng, dtype: DType, windows: Windows) => Promise<void>): void => {
    test(title, async () => {
      const rng = new Rng(19).fork(title);
      for (const dtype of (["float32", "float64"] as const).filter((type) => backend().dtypes.has(type)))
        for (let round = 0; round < 80; round++) await check(rng, dtype, randomWindows(rng));
    });
  };

  each("unfold: stride, padding, dilation, any strides", async (rng, dtype, { images, window, count }) => {
    await checkCall(`unfold ${JSON.stringify(window)}`, backend(), {
      inputs: [randomView(rng, images, dtype)],
      outputs: [randomView(rng, [...images.slice(0, 2), ...window.kernel, ...count], dtype, "dense")],
      run: (on, [x], [out]) => on.unfold(x!, window, out!),
    });
  });

  each("fold: adds up where windows overlap", async (rng, dtype, { images, window, count }) => {
    await checkCall(`fold ${JSON.stringify(window)}`, backend(), {
      inputs: [randomView(rng, [...images.slice(0, 2), ...window.kernel, ...count], dtype)],
      outputs: [randomView(rng, images, dtype, "dense")],
      run: (on, [windows], [out]) => on.fold(windows!, window, out!),
    });
  });

  test("unfold and fold: the stride of a single window may be any number", async () => {
    const rng = new Rng(20);
    const images = [1, 2, 3, 4];
    for (const step of [2 ** 31 - 1, 2 ** 31, 2 ** 40]) {
      const window: Window2d = { kernel: [3, 3], stride: [step, step], padding: [2, 2], dilation: [1, 1] };
      const windows = [1, 2, 3, 3, 1, 1];
      await checkCall(`unfold with a stride of ${step}`, backend(), {
        inputs: [randomView(rng, images, "float32")],
        outputs: [randomView(rng, windows, "float32", "dense")],
        run: (on, [x], [out]) => on.unfold(x!, window, out!),
      });
      await checkCall(`fold with a stride of ${step}`, backend(), {
        inputs: [randomView(rng, windows, "float32")],
        outputs: [randomView(rng, images, "float32", "dense")],
        run: (on, [given], [out]) => on.fold(given!, window, out!),
      });
    }
  });
}
