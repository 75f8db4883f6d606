import { ReduceOnPlateau, type ReduceOnPlateauOptions } from "@cambium/optim";
import { describe, expect, test } from "vitest";

/** The value after each observation. */
function valuesAfter(plateau: ReduceOnPlateau, metrics: readonly number[]): number[] {
  return metrics.map((metric, i) => {
    plateau.observe(metric);
    return plateau.schedule(i);
  });
}

describe("observe", () => {
  test("reduces after more than `patience` observations without improvement", () => {
    const plateau = new ReduceOnPlateau(8, { factor: 0.5, patience: 1 });
    expect(plateau.schedule(0)).toBe(8);
    expect(valuesAfter(plateau, [5, 5, 5, 5, 5, 4, 4, 4])).toEqual([8, 8, 4, 4, 2, 2, 2, 1]);
  });

  test("waits for a rise with mode max", () => {
    const plateau = new ReduceOnPlateau(8, { mode: "max", factor: 0.5, patience: 0 });
    expect(valuesAfter(plateau, [1, 2, 2, 3, 1])).toEqual([8, 8, 4, 4, 2]);
  });

  test("requires an improvement by the threshold, relative or absolute", () => {
    const reduced = (options: ReduceOnPlateauOptions, metrics: readonly number[]) =>
      valuesAfter(
        new ReduceOnPlateau(8, { factor: 0.5, patience: 0, threshold: 0.1, ...options }),
        metrics,
      ).at(-1);
    expect(reduced({}, [10, 8.9])).toBe(8);
    expect(reduced({}, [10, 9.1])).toBe(4);
    expect(reduced({ thresholdMode: "abs" }, [10, 9.8])).toBe(8);
    expect(reduced({ thresholdMode: "abs" }, [10, 9.95])).toBe(4);
    expect(reduced({ mode: "max" }, [10, 11.1])).toBe(8);
    expect(reduced({ mode: "max" }, [10, 10.9])).toBe(4);
    expect(reduced({ mode: "max", thresholdMode: "abs" }, [10, 10.2])).toBe(8);
    expect(reduced({ mode: "max", thresholdMode: "abs" }, [10, 10.05])).toBe(4);
  });

  test("ignores observations during the cooldown", () => {
    const plateau = new ReduceOnPlateau(8, { factor: 0.5, patience: 0, cooldown: 2 });
    expect(valuesAfter(plateau, [1, 1, 1, 1, 1])).toEqual([8, 4, 4, 4, 2]);
  });

  test("stops at the lower limit, and skips changes smaller than eps", () => {
    expect(valuesAfter(new ReduceOnPlateau(8, { patience: 0, minLr: 3 }), [1, 1, 1])).toEqual([8, 3, 3]);
    expect(valuesAfter(new ReduceOnPlateau(8, { factor: 0.5, patience: 0, eps: 3 }), [1, 1, 1])).toEqual([
      8, 4, 4,
    ]);
  });

  test("NaN and infinity are no improvement", () => {
    const plateau = new ReduceOnPlateau(8, { factor: 0.5, patience: 1 });
    expect(valuesAfter(plateau, [Number.NaN, Infinity, 1, Number.NaN])).toEqual([8, 4, 4, 4]);
  });
});

test("continues exactly from a saved state", () => {
  const options = { factor: 0.5, patience: 1, cooldown: 1 };
  const metrics = [3, 3, 3, 3, 2, 2, 2, 2];
  const whole = valuesAfter(new ReduceOnPlateau(8, options), metrics);
  for (let cut = 0; cut <= metrics.length; cut++) {
    const first = new ReduceOnPlateau(8, options);
    const before = valuesAfter(first, metrics.slice(0, cut));
    const second = new ReduceOnPlateau(1, options);
    second.restore(JSON.parse(JSON.stringify(first.state())));
    expect([...before, ...valuesAfter(second, metrics.slice(cut))]).toEqual(whole);
  }
});

test("NaN is an observation without improvement", () => {
  const plateau = new ReduceOnPlateau(1, { patience: 1 });
  expect(valuesAfter(plateau, [1, Number.NaN, Number.NaN, 0.5])).toEqual([1, 1, 0.1, 0.1]);
  expect(plateau.state().best).toBe(0.5);
});

test("options out of range are errors", () => {
  const problems: [ReduceOnPlateauOptions, string][] = [
    [{ mode: "up" as "max" }, 'unknown mode "up". Use "min" or "max".'],
    [{ thresholdMode: "relative" as "rel" }, 'unknown thresholdMode "relative". Use "rel" or "abs".'],
    [{ factor: 1 }, "factor must be in [0, 1): got 1."],
    [{ patience: -1 }, "patience must be a whole number of at least 0: got -1."],
    [{ cooldown: 0.5 }, "cooldown must be a whole number of at least 0: got 0.5."],
    [{ threshold: -1 }, "threshold must be finite and at least 0: got -1."],
    [{ minLr: -1 }, "minLr must be finite and at least 0: got -1."],
    [{ eps: -1 }, "eps must be finite and at least 0: got -1."],
  ];
  for (const [problem, message] of problems) {
    expect(() => new ReduceOnPlateau(1, problem)).toThrow(new RangeError(`ReduceOnPlateau: ${message}`));
  }
  expect(() => new ReduceOnPlateau(-1)).toThrow(
    new RangeError("ReduceOnPlateau: initial must be finite and at least 0: got -1."),
  );
});
