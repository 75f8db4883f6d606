import { xavierUniform } from "@cambium/init";
import { Param, type ParamOptions } from "@cambium/module";
import { linear, permute, reshape, type Shape, split, type Tensor } from "@cambium/tensor";

/** Projections of queries, keys and values to E features each: one weight for all three, or one for each. */
export interface Projections {
  readonly inProjWeight: Param | undefined;
  readonly qProjWeight: Param | undefined;
  readonly kProjWeight: Param | undefined;
  readonly vProjWeight: Param | undefined;
  readonly inProjBias: Param | undefined;
}

/** Projections of a layer: weights by Xavier's uniform rule, biases 0, as in PyTorch. */
export function makeProjections(
  layer: object,
  embedDim: number,
  kdim: number,
  vdim: number,
  { bias = true, rng, dtype, backend }: ParamOptions & { readonly bias?: boolean },
): Projections {
  const weight = (name: string, shape: Shape): Param =>
    new Param({ shape, init: xavierUniform(), rng, dtype, backend, label: `${name} of ${layer}` });
  const isOne = kdim === embedDim && vdim === embedDim;
  return {
    inProjWeight: isOne ? weight("inProjWeight", [3 * embedDim, embedDim]) : undefined,
    qProjWeight: isOne ? undefined : weight("qProjWeight", [embedDim, embedDim]),
    kProjWeight: isOne ? undefined : weight("kProjWeight", [embedDim, kdim]),
    vProjWeight: isOne ? undefined : weight("vProjWeight", [embedDim, vdim]),
    inProjBias: bias ? new Param({ shape: [3 * embedDim], init: 0, dtype, backend }) : undefined,
  };
}

/** Queries, keys and values of all heads: [N, heads, L, E/heads], keys and values with S for L. */
export function project(
  { inProjWeight, qProjWeight, kProjWeight, vProjWeight, inProjBias }: Projections,
  numHeads: number,
  inputs: readonly [query: Tensor, key: Tensor, value: Tensor],
): readonly Tensor[] {
  const bias = inProjBias?.value;
  const [query, key, value] = inputs;
  if (inProjWeight && key === query && value === query) {
    return split(heads(linear(query, inProjWeight.value, { bias }), 3 * numHeads), numHeads, 1);
  }
  const weights = inProjWeight
    ? split(inProjWeight.value, inProjWeight.value.shape[1]!)
    : [qProjWeight!.value, kProjWeight!.value, vProjWeight!.value];
  const biases = bias ? split(bias, bias.size / 3) : [];
  return inputs.map((x, i) => heads(linear(x, weights[i]!, { bias: biases[i] }), numHeads));
}

/** [N, L, heads·D] as [N, heads, L, D]. */
function heads(x: Tensor, count: number): Tensor {
  const [batch, length, size] = x.shape as [number, number, number];
  return permute(reshape(x, [batch, length, count, size / count]), [0, 2, 1, 3]);
}
