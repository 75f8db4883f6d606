import {
  add,
  type Backend,
  BackendError,
  elementwiseMany,
  full,
  matmul,
  memory,
  normal,
  Rng,
  sort,
  tensor,
  transpose,
  zeros,
} from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";
import { expectNoLeak } from "@cambium/testing";
import { expect, test } from "vitest";

const oops = new BackendError("oops");
const fail = (): never => {
  throw oops;
};

/** Returns a backend of which some methods fail while `broken`. */
function fragile(methods: readonly (keyof Backend)[]): { backend: Backend; state: { broken: boolean } } {
  const state = { broken: false };
  const sound = createReferenceBackend();
  const wrapped = methods.map((name) => {
    // biome-ignore lint/suspicious/noExplicitAny: methods have different parameters.
    const method = sound[name] as (...args: any[]) => unknown;
    return [name, (...args: unknown[]) => (state.broken ? fail() : method(...args))];
  });
  return { backend: { ...sound, ...Object.fromEntries(wrapped) }, state };
}

test("the outputs of a failing kernel are freed", () => {
  const { backend, state } = fragile(["map", "matmul", "sort", "write", "random"]);
  const x = zeros([2, 2], { backend });
  const rng = new Rng(1);
  const many = elementwiseMany("many", (s, a) => [s.exp(a), s.neg(a)]);
  state.broken = true;
  const calls = [
    () => add(x, x),
    () => many(x),
    () => matmul(x, x),
    () => sort(x),
    () => tensor([1], { backend }),
    () => full([1], 1, { backend }),
    () => normal([3], { rng, backend }),
  ];
  for (const call of calls) expectNoLeak(() => expect(call).toThrow(oops));
});

test("when memory runs out, earlier allocations of the op are freed and other work continues", () => {
  let left = Number.POSITIVE_INFINITY;
  const sound = createReferenceBackend();
  const alloc = (bytes: number) => (left-- > 0 ? sound.alloc(bytes) : fail());
  const x = zeros([2, 2], { backend: { ...sound, alloc } });
  left = 1;
  expectNoLeak(() => expect(() => sort(x)).toThrow(oops));
  left = Number.POSITIVE_INFINITY;
  expect(add(x, 1).toArray()).toEqual([
    [1, 1],
    [1, 1],
  ]);
});

test.each([[["read", "readSync"] as const], [["copy"] as const]])(
  "a temporary copy for reading is freed when %s fails",
  async (broken) => {
    const { backend, state } = fragile(broken);
    const x = transpose(
      tensor(
        [
          [1, 2],
          [3, 4],
        ],
        { backend },
      ),
    );
    state.broken = true;
    expectNoLeak(() => expect(() => x.dataSync()).toThrow(oops));
    const { bytes } = memory();
    await expect(x.data()).rejects.toThrow(oops);
    expect(memory().bytes).toBe(bytes);
    state.broken = false;
    expect(x.toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
  },
);
