import {
  add,
  alias,
  DisposedError,
  elementwiseMany,
  forEachTensor,
  keep,
  matmul,
  memory,
  mul,
  ones,
  permute,
  release,
  resetPeakMemory,
  Slot,
  scope,
  slice,
  type Tensor,
  tensor,
  zeros,
} from "@cambium/tensor";
import { expectNoLeak } from "@cambium/testing";
import { describe, expect, test } from "vitest";

describe("memory", () => {
  test("counts tensors, and bytes of shared memory once", () => {
    const before = memory();
    const x = zeros([10, 10]);
    const views = [permute(x, [1, 0]), slice(x, [0])];
    expect(memory().tensors - before.tensors).toBe(3);
    expect(memory().bytes - before.bytes).toBe(400);
    x.dispose();
    expect(memory().bytes - before.bytes).toBe(400);
    for (const view of views) view.dispose();
    expect(memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
  });

  test("the peak is the maximum since the last reset", () => {
    resetPeakMemory();
    const { bytes } = memory();
    zeros([1000]).dispose();
    zeros([10]).dispose();
    expect(memory().peakBytes - bytes).toBe(4000);
    resetPeakMemory();
    expect(memory().peakBytes).toBe(bytes);
  });
});

describe("scope", () => {
  test("frees all tensors made inside except those returned, at any depth", () => {
    let lost: Tensor | undefined;
    const result = scope(() => {
      const x = zeros([2]);
      lost = add(x, 1);
      return { list: [mul(x, 2)], map: new Map([["x", x]]), text: "text", nothing: null };
    });
    expect(lost!.disposed).toBe(true);
    expect(result.list[0]!.toArray()).toEqual([0, 0]);
    forEachTensor(result, (x) => x.dispose());
    expect(result.map.get("x")!.disposed).toBe(true);
  });

  test("nested scopes pass their results to the enclosing scope", () => {
    expectNoLeak(() =>
      scope(() => {
        const inner = scope(() => scope(() => zeros([3])));
        expect(inner.disposed).toBe(false);
      }),
    );
  });

  test("tensors from before the scope stay", () => {
    const x = zeros([2]);
    scope(() => scope(() => x));
    scope(() => add(x, x)).dispose();
    expect(x.disposed).toBe(false);
    x.dispose();
  });

  test("a function that throws leaves no tensors, and its error is rethrown", () => {
    expectNoLeak(() =>
      expect(() =>
        scope(() => {
          zeros([2]);
          throw new Error("oops");
        }),
      ).toThrow("oops"),
    );
  });

  test("a promise is rejected", () => {
    const text =
      "scope: the function returned a promise: what runs after its first await would escape. " +
      "Pass a synchronous function, and await before or after it.";
    expect(() => scope(async () => 1)).toThrow(new TypeError(text));
  });

  test("kept tensors outlive every scope until they are released into a scope", () => {
    const kept = scope(() => scope(() => ({ all: [keep(zeros([2]))] })).all[0]!);
    scope(() => kept);
    expect(kept.disposed).toBe(false);
    scope(() => {
      release(kept);
    });
    expect(kept.disposed).toBe(true);
  });

  test("cyclic results are supported", () => {
    const result = scope(() => {
      const cycle: { x: Tensor; self?: unknown } = { x: zeros([1]) };
      cycle.self = cycle;
      return cycle;
    });
    expect(result.x.disposed).toBe(false);
    result.x.dispose();
  });
});

describe("dispose", () => {
  test("is safe to call twice, and using disposes at the end of a block", () => {
    expectNoLeak(() => {
      const x = zeros([2]);
      x.dispose();
      x.dispose();
      using one = tensor(1);
      using y = add(one, 1);
      expect(y.item()).toBe(2);
    });
  });

  test("the error for a later use names the op and the op that made the tensor", () => {
    const x = matmul(zeros([2, 3]), zeros([3, 1]));
    x.dispose();
    const text = (op: string) =>
      `${op}: the tensor [2, 1] made by matmul was disposed. Return it from its scope, keep() it, or dispose it later.`;
    expect(() => add(x, 1)).toThrow(new DisposedError(text("add")));
    expect(() => permute(x, [1, 0])).toThrow(new DisposedError(text("permute")));
    expect(() => matmul(zeros([1, 2]), x)).toThrow(new DisposedError(text("matmul")));
    expect(() => x.dataSync()).toThrow(new DisposedError(text("dataSync")));
    return expect(x.data()).rejects.toThrow(new DisposedError(text("data")));
  });
});

describe("Slot", () => {
  test("owns its tensor, which outlives scopes and is disposed when it is replaced", () => {
    expectNoLeak(() => {
      const slot = scope(() => new Slot(zeros([2])));
      const first = slot.value;
      expect(first.disposed).toBe(false);
      scope(() => {
        slot.value = add(first, 1);
      });
      expect(first.disposed).toBe(true);
      expect(slot.value.toArray()).toEqual([1, 1]);
      slot.dispose();
    });
  });

  test("the error for an old value says that the slot has a new value or is disposed", () => {
    const slot = new Slot(zeros([2]));
    const first = slot.value;
    const view = alias(first);
    slot.value = ones([2]);
    expect(() => add(first, 1)).toThrow(
      new DisposedError(
        "add: the tensor [2] made by zeros was disposed. The parameter or buffer that held it has a new value since, " +
          "as after an optimizer's step. Read value again, or keep alias(value) before.",
      ),
    );
    expect(view.toArray()).toEqual([0, 0]);
    const second = slot.value;
    slot.dispose();
    expect(() => add(second, 1)).toThrow("was disposed. The parameter or buffer that held it was disposed.");
  });

  test("the error for a consumed operand says that it was replaced", () => {
    const half = elementwiseMany("half", (s, x) => [s.mul(x, 0.5)]);
    const [x, slot] = [ones([2]), new Slot(ones([2]))];
    half.consuming([x], [0]);
    expect(() => add(x, 1)).toThrow(
      "was disposed. half consumed it: use the result, or keep alias(x) before.",
    );
    const first = slot.value;
    slot.value = half.consuming([first], [0])[0]!;
    expect(() => add(first, 1)).toThrow("has a new value since, as after an optimizer's step.");
  });

  test("refuses a disposed tensor", () => {
    const x = zeros([2]);
    x.dispose();
    expect(() => new Slot(x)).toThrow(DisposedError);
  });

  test("refuses a tensor that belongs to another slot", () => {
    const [a, b] = [new Slot(zeros([2])), new Slot(zeros([2]))];
    const text =
      "Slot: the tensor [2] made by zeros already belongs to another parameter or buffer, which disposes it when its " +
      "own value is replaced. Take alias(x) of it, or use one parameter in both places.";
    const before = b.value;
    expect(() => new Slot(a.value)).toThrow(new TypeError(text));
    expect(() => {
      b.value = a.value;
    }).toThrow(new TypeError(text));
    expect(b.value).toBe(before);
    b.value = alias(a.value);
    a.value = scope(() => zeros([2]));
    expect(b.value.toArray()).toEqual([0, 0]);
    for (const slot of [a, b]) slot.dispose();
  });
});
