import { relu } from "@cambium/activations";
import { valueAndGrad } from "@cambium/autograd";
import { createWasmBackend } from "@cambium/cpu-wasm";
import { mse } from "@cambium/losses";
import { Param } from "@cambium/module";
import { Optimizer, sgd } from "@cambium/optim";
import { add, full, matmul, ones, scope, setDefaultBackend, zeros } from "@cambium/tensor";

/**
 * Program whose bundle size the harness measures: one matrix product, ReLU, and training a dense layer with SGD.
 *
 * @returns Loss before the last step.
 */
export async function main(steps: number = 10): Promise<number> {
  setDefaultBackend(await createWasmBackend());
  const [x, y] = [ones([32, 8]), ones([32, 16])];
  const parameters = { w: new Param(full([8, 16], 0.05)), b: new Param(zeros([16])) };
  const optimizer = new Optimizer(parameters, sgd({ learningRate: 0.1 }));
  const step = () =>
    scope(() => {
      const { value, grads } = valueAndGrad(parameters, () =>
        mse(relu(add(matmul(x, parameters.w.value), parameters.b.value)), y),
      );
      optimizer.step(grads);
      return value.item();
    });
  return Array.from({ length: steps }, step).at(-1)!;
}
