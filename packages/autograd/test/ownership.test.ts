import {
  add,
  avgPool2d,
  type Backend,
  DisposedError,
  DTypeError,
  elementwise,
  emit,
  full,
  mul,
  normal,
  ones,
  Rng,
  scope,
  sum,
  type Tensor,
  tanh,
  tensor,
} from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";
import { checkpoint, grad, valueAndGrad, vjp } from "../src/index.ts";

test("a checkpoint that makes tensors from host data frees each piece of memory once", () => {
  const x = normal([1, 1, 4, 4], { rng: new Rng(1) });
  expectNoLeak(() => {
    for (let i = 0; i < 3; i++) {
      scope(() => {
        valueAndGrad({ x }, () => sum(checkpoint((h: Tensor) => mul(avgPool2d(h, 2), ones([2, 2])), x)));
      });
    }
  });
  const distinct = Array.from({ length: 6 }, (_, i) => full([4], i));
  expect(distinct.map((t) => t.dataSync()[0])).toEqual([0, 1, 2, 3, 4, 5]);
});

test("scalar draws inside a checkpoint repeat, as bulk draws do", () => {
  const x = tensor([1, 2, 3]);
  const f = (rng: Rng) => (h: Tensor) => mul(mul(h, rng.uniform() < 0.5 ? 1 : 100), normal([3], { rng }));
  for (let seed = 0; seed < 20; seed++) {
    const plain = grad((h: Tensor) => sum(f(new Rng(seed))(h)))(x);
    const rng = new Rng(seed);
    const recomputed = grad((h: Tensor) => sum(checkpoint(f(rng), h)))(x);
    expect(recomputed.toArray()).toEqual(plain.toArray());
  }
});

test("two inputs that share a cotangent both receive it, even if one already has another", () => {
  const joined = elementwise("joined", (s, a, b) => s.square(s.add(a, b)));
  const [a, b] = [tensor([1, 2]), tensor([3, 5])];
  for (const order of [(y: Tensor) => add(y, mul(a, 10)), (y: Tensor) => add(y, mul(b, 10))]) {
    expectNoLeak(() =>
      scope(() => {
        const { grads } = valueAndGrad({ a, b }, () => sum(order(joined(a, b))));
        const both = add(grads.a, grads.b);
        expect(both.toArray()).toEqual([26, 38]);
      }),
    );
  }
});

test("a disposed variable is named before anything runs", () => {
  const x = tensor([1, 2]);
  x.dispose();
  expect(() => valueAndGrad({ x }, () => sum(x))).toThrow(DisposedError);
  expect(() => valueAndGrad({ x }, () => sum(x))).toThrow(
    "valueAndGrad: the tensor [2] made by tensor was disposed.",
  );
});

test("a gradient that throws releases everything", () => {
  const x = tensor([1, 2]);
  const broken = {
    name: "broken",
    vjp: () => {
      throw new Error("no gradient today");
    },
  };
  expectNoLeak(() => {
    const f = () => {
      const y = tanh(x);
      const z = sum(tanh(y));
      emit({ op: broken, inputs: [y], attributes: undefined, outputs: [z] });
      return z;
    };
    expect(() => valueAndGrad({ x }, f)).toThrow("no gradient today");
  });
  expect(x.retained).toBe(false);
});

test("a tensor that the function did not make still belongs to its owner", () => {
  const captured = tensor(3);
  const { value } = valueAndGrad({ x: tensor(1) }, () => captured);
  value.dispose();
  expect(captured.item()).toBe(3);
});

test("a function without a result, and a cotangent of ints, are refused", () => {
  const x = tensor([1, 2]);
  const nothing = (() => undefined) as unknown as () => Tensor;
  expect(() => valueAndGrad({ x }, nothing)).toThrow(
    "valueAndGrad: the function must return a tensor: got undefined. Is a return missing?",
  );
  const { pullback, dispose } = vjp((h) => tanh(h), x);
  expect(() => pullback(tensor([1, 1], { dtype: "int32" }))).toThrow(DTypeError);
  dispose();
});

/** The reference backend with delayed reads, as on a device. */
function slowReader(): Backend {
  const backend = createReferenceBackend();
  const { readSync, ...others } = backend;
  return {
    ...others,
    read: async (storage, offset, length) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return readSync!(storage, offset, length);
    },
  };
}

test("memory that is being read is neither freed nor reused", async () => {
  const backend = slowReader();
  const x = tensor([7, 7], { backend });
  const data = x.data();
  x.dispose();
  const other = full([2], 9, { backend });
  expect([...(await data)]).toEqual([7, 7]);
  other.dispose();
});
