import { grad } from "@cambium/autograd";
import { type Backend, mean, norm, reshape, std, type Tensor, tensor, transpose } from "@cambium/tensor";
import { expect, test } from "vitest";
import { elements } from "./elements.ts";

/** Tests of norms and means whose intermediate results are beyond float32. */
export function describeNorms(backend: () => Backend): void {
  const of = (data: readonly number[]): Tensor => tensor([...data], { backend: backend() });

  test("norms and standard deviations neither overflow nor vanish", async () => {
    for (const unit of [1e20, 1, 1e-30, 1e-44]) {
      const x = of([3 * unit, 4 * unit]);
      const exact = await x.data();
      for (const order of [2, 3, 1.5, -1]) {
        const [a, b] = [exact[0]!, exact[1]!];
        const wanted = b * ((a / b) ** order + 1) ** (1 / order);
        const [got] = await elements(() => norm(x, undefined, { order }));
        expect(Math.abs(got! / wanted - 1), `order ${order} of ${unit}`).toBeLessThan(
          unit < 1e-40 ? 0.1 : 1e-6,
        );
      }
      x.dispose();
    }
    const far = of([3e20, -3e20]);
    const [spread] = await elements(() => std(far));
    expect(Math.abs(spread! / (3e20 * Math.SQRT2) - 1)).toBeLessThan(1e-6);
    far.dispose();
  });

  test("the gradient of a norm is 0 at 0, and x/‖x‖ at any size", async () => {
    for (const order of [2, 1, 3, 1.5, 0.5, Infinity, -Infinity, -1, 0]) {
      const zero = of([0, 0, 0]);
      const slopes = (y: Tensor): Tensor => grad((x: Tensor) => norm(x, undefined, { order }))(y);
      expect((await elements(() => slopes(zero))).map(Math.abs), `order ${order}`).toEqual([0, 0, 0]);
      zero.dispose();
    }
    const small = of([3e-30, -4e-30]);
    const [a, b] = await elements(() => grad((x: Tensor) => norm(x))(small));
    expect(Math.abs(a! - 0.6) + Math.abs(b! + 0.8)).toBeLessThan(1e-6);
    small.dispose();
  });

  test("a mean divides before it rounds: its sum may need more digits, or be larger, than float32 has", async () => {
    expect(await elements(() => mean(of([16777216, 1, 0, 0, 0])))).toEqual([3355443.5]);
    const columns = of([...[16777216, 1, 0, 0, 0].flatMap((x) => Array(9).fill(x))]);
    expect(await elements(() => mean(reshape(columns, [5, 9]), 0))).toEqual(Array(9).fill(3355443.5));
    expect(await elements(() => mean(transpose(reshape(columns, [5, 9])), [1]))).toEqual(
      Array(9).fill(3355443.5),
    );
    columns.dispose();
    const large = Math.fround(3e38);
    expect(await elements(() => mean(of([3e38, 3e38, 3e38])))).toEqual([large]);
    expect(await elements(() => mean(of([])))).toEqual([Number.NaN]);
  });
}
