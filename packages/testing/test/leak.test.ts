import { permute, scope, type Tensor, zeros } from "@cambium/tensor";
import { expect, test } from "vitest";
import { expectNoLeak } from "../src/index.ts";

test("what frees all that it makes passes", () => {
  expectNoLeak(() => scope(() => zeros([3]).size));
});

test("tensors that stay are counted, and so are views, which hold no bytes of their own", () => {
  const made: Tensor[] = [];
  expect(() => expectNoLeak(() => made.push(zeros([3]), zeros([2])))).toThrow(
    "leak: 2 more live tensors and 20 more bytes than before",
  );
  expect(() => expectNoLeak(() => made.push(permute(made[0]!, [0])))).toThrow(
    "leak: 1 more live tensors and 0 more bytes than before",
  );
  for (const x of made) x.dispose();
});

test("a tensor that is gone afterwards is no less a change", () => {
  const x = zeros([4]);
  expect(() => expectNoLeak(() => x.dispose())).toThrow(
    "leak: -1 more live tensors and -16 more bytes than before",
  );
});

test("a promise is an error", () => {
  expect(() => expectNoLeak(async () => {})).toThrow(TypeError);
});
