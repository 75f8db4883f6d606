import { scope, squeeze, type Tensor, unsqueeze } from "@cambium/tensor";

/** True if input and target are a single sample, without a dimension for samples. */
export function isUnbatched(input: Tensor, target: Tensor): boolean {
  return input.rank === 1 && target.rank === (target.dtype === "int32" ? 0 : 1);
}

/** Computes the loss of one sample as a batch of one. */
export function asBatch(
  input: Tensor,
  target: Tensor,
  loss: (input: Tensor, target: Tensor) => Tensor,
): Tensor {
  return scope(() => {
    const batched = loss(unsqueeze(input, 0), unsqueeze(target, 0));
    return batched.rank === 0 ? batched : squeeze(batched, 0);
  });
}
