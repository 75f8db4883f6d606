import type { WorkloadName, Workloads } from "../../peer/workloads.ts";

/** A case of a workload, with the check by PyTorch. */
export interface PeerCase<Name extends WorkloadName = WorkloadName> {
  readonly workload: Name;
  readonly name: string;
  readonly options: Parameters<Workloads[Name]>[0];
  /** Number that PyTorch computes: a loss, or the projection of the result. */
  readonly check: number;
}

/** Makes a case whose options fit its workload. */
function peerCase<Name extends WorkloadName>(
  workload: Name,
  name: string,
  options: Parameters<Workloads[Name]>[0],
  check: number,
): PeerCase<Name> {
  return { workload, name, options, check };
}

/** Images of 28 × 28 with filters of 5 × 5. */
const small = { N: 32, C: 1, O: 32, H: 28, k: 5, stride: 1, pad: 2, groups: 1, OH: 28 } as const;
const strided = { N: 16, C: 64, O: 128, H: 56, k: 3, stride: 2, pad: 1, groups: 1, OH: 28 } as const;
const depthwise = { N: 16, C: 128, O: 128, H: 28, k: 3, stride: 1, pad: 1, groups: 128, OH: 28 } as const;
const adam = { op: "adam", n: 1e7, lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 } as const;

/** Cases of every workload that run fast. PyTorch 1.13.1 computed the checks in float32. */
export const cases: readonly PeerCase[] = [
  peerCase("W1", "64x64x64", { m: 64, k: 64, n: 64 }, 36.8207),
  peerCase("W1", "128x512x10", { m: 128, k: 512, n: 10 }, 97.5972),
  peerCase("W2", "N32 1>32 28x28 k5 fwd", { dir: "fwd", ...small }, 251.967),
  peerCase("W2", "N32 1>32 28x28 k5 bwd", { dir: "bwd", ...small }, -419.602),
  peerCase("W2", "N16 64>128 56x56 k3 s2 fwd", { dir: "fwd", ...strided }, -2951.51),
  peerCase("W2", "N16 dw128 28x28 k3 bwd", { dir: "bwd", ...depthwise }, -470.699),
  peerCase("W3", "train", { net: "mlp" }, 2.57819),
  peerCase("W4", "train", { net: "lenet" }, 2.7997),
  peerCase("W5", "train", { net: "convbn" }, 2.39848),
  peerCase("W6", "xor step", { what: "xor" }, 0.0322218),
  peerCase("W6", "policy call", { what: "policy" }, 0.155533),
  peerCase("W7", "a*b+c 1e6", { op: "fma", n: 1e6 }, 233.758),
  peerCase("W7", "exp 1e6", { op: "exp", n: 1e6 }, 2608.35),
  peerCase("W7", "tanh 1e6", { op: "tanh", n: 1e6 }, 71.8933),
  peerCase("W7", "sum 1e6", { op: "sum", n: 1e6 }, -743.036),
  peerCase("W7", "softmax 1000x1000", { op: "softmax", n: 1e6, rows: 1000, cols: 1000 }, 0.865323),
  peerCase("W7", "adam 1e7", adam, -1026.62),
  peerCase("W9", "lenet b1", { net: "lenet" }, 8.36421),
  peerCase("W9", "convbn b1", { net: "convbn" }, -1.28191),
];
