import { tensor } from "@cambium/tensor";
import { expect, test } from "vitest";
import { Identity } from "../../src/containers/identity.ts";

test("returns its input", () => {
  const x = tensor([1, 2]);
  expect(new Identity().forward(x)).toBe(x);
});
