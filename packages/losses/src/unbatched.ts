import { scope, squeeze, type Tensor, unsqueeze } from "@cambium/tensor";

/** Whether the input is one sample without a dimension for samples, and the target is a target of it. */
export function isUnbatched(input: Tensor, target: Tensor): boolean {
  return input.rank === 1 && target.rank === (target.dtype === "int32" ? 0 : 1);
}

/** A loss of one sample, as that of a batch which holds it alone. */
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
