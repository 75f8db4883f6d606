import { Rng } from "@cambium/tensor";
import { expect, test } from "vitest";
import { fillUniform } from "../../src/math/draws.ts";

test("fillUniform draws the same numbers as repeated calls of uniform and leaves the stream in the same state", () => {
  for (let before = 0; before < 6; before++) {
    for (let count = 0; count < 14; count++) {
      const [bulk, single] = [new Rng(7), new Rng(7)];
      for (let i = 0; i < before; i++) bulk.uniform();
      for (let i = 0; i < before; i++) single.uniform();
      const numbers = new Float64Array(count);
      fillUniform(bulk, numbers);
      expect([...numbers]).toEqual(Array.from({ length: count }, () => single.uniform()));
      expect(bulk.uniform()).toBe(single.uniform());
      expect(bulk.state).toEqual(single.state);
    }
  }
});
