import { type Backend, Rng } from "@cambium/tensor";
import { referenceBackend } from "@cambium/tensor/reference";
import { describe, expect, test } from "vitest";
import { expectClose } from "./close.ts";
import { expectNoLeak } from "./leak.ts";
import { download } from "./op-cases.ts";
import type { RandomRow } from "./op-table/random.ts";

const shapes = [[], [0], [7], [3, 5], [2, 0, 3], [1025]];

/**
 * Tests an op that draws random numbers: equal seeds give the elements of the reference backend, each draw continues where
 * the previous one ended, mean and standard deviation are right, and no tensor leaks.
 */
export function describeRandomOp(row: RandomRow, backend: () => Backend = () => referenceBackend): void {
  const { name, draw, mean, std, tolerance = { rtol: 0, atol: 0 } } = row;
  const several = (rng: Rng, on: Backend) =>
    download(shapes.map((shape) => draw(shape, { rng, backend: on })));

  describe(name, () => {
    test("draws after draws are those of the reference backend", async () => {
      const got = await several(new Rng(3), backend());
      const wanted = await several(new Rng(3), referenceBackend);
      wanted.forEach((x, i) => {
        expectClose(`draw ${i}`, got[i]!, x, tolerance);
        expect(got[i]!.dtype).toBe(x.dtype);
      });
    });

    test(`has mean ${mean} and standard deviation ${std.toFixed(3)}`, async () => {
      const count = 20_000;
      const [x] = await download([draw([count], { rng: new Rng(4), backend: backend() })]);
      const data = Array.from(x!.data);
      const found = data.reduce((total, value) => total + value, 0) / count;
      const spread = Math.sqrt(data.reduce((total, value) => total + (value - found) ** 2, 0) / count);
      expect(Math.abs(found - mean)).toBeLessThan((4 * std) / Math.sqrt(count));
      expect(Math.abs(spread / std - 1)).toBeLessThan(0.03);
    });

    test("leaves nothing behind", () => {
      expectNoLeak(() => draw([5], { rng: new Rng(5), backend: backend() }).dispose());
    });
  });
}
