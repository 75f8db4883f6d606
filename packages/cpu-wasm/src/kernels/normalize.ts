import { sizeOf } from "@cambium/tensor";
import {
  launchNormalizeGradientGroups,
  launchNormalizeGroups,
  launchNormalizeWeightGradient,
  type NormalizedGroups,
} from "../launch.ts";
import type { Machine } from "../machine.ts";
import type { WasmView } from "../storage.ts";
import { DenseCopy } from "./dense-copy.ts";
import { addressOf, temporary } from "./layout.ts";
import { withAxisLast } from "./softmax.ts";

/** Shorter runs of a channel are gathered first. */
const LEAST_RUN = 8;

/** True if the runs of a channel are so short that gathering them first is faster. */
function isScattered({ shape: [samples, , , positions] }: WasmView, overBatch: boolean): boolean {
  return overBatch && samples! > 1 && positions! < LEAST_RUN;
}

/** View of a dense [G, 1, Q, N] as a batch of one sample, [1, G, 1, Q·N]. */
function asOneSample(view: WasmView): WasmView {
  const [channels, , positions, samples] = view.shape as [number, number, number, number];
  return { ...temporary(0, [1, channels, 1, positions * samples], "float32"), storage: view.storage };
}

/** Parameters of the layout of groups in a dense [samples, groups, parts, length]. */
function groupParameters(
  shape: readonly number[],
  overBatch: boolean,
): Pick<
  NormalizedGroups,
  "weightGroups" | "parts" | "length" | "segments" | "groupStride" | "segmentStride"
> {
  const [samples, groups, parts, length] = shape as [number, number, number, number];
  const size = parts * length;
  return {
    weightGroups: groups,
    parts,
    length,
    segments: overBatch ? samples : 1,
    groupStride: size,
    segmentStride: groups * size,
  };
}

/** Number of groups with separate statistics. */
function groupCount([samples, groups]: readonly number[], overBatch: boolean): number {
  return overBatch ? groups! : samples! * groups!;
}

/** Normalizes groups of x [N, G, P, Q]: `FusedKernels.normalize`. */
export function normalize(
  machine: Machine,
  x: WasmView,
  weight: WasmView | undefined,
  bias: WasmView | undefined,
  overBatch: boolean,
  eps: number,
  y: WasmView,
  mean: WasmView,
  variance: WasmView,
): void {
  if (isScattered(x, overBatch) && sizeOf(x.shape) > 0) {
    withAxisLast(machine, [x], 0, y, ([gathered], result) =>
      normalize(
        machine,
        asOneSample(gathered!),
        weight,
        bias,
        true,
        eps,
        asOneSample(result),
        mean,
        variance,
      ),
    );
    return;
  }
  const [images, scales, shifts] = [x, weight, bias].map((view) => view && new DenseCopy(machine, view));
  const parameters = {
    ...groupParameters(x.shape, overBatch),
    eps,
    x: images!.address,
    means: addressOf(mean),
    variances: addressOf(variance),
    weights: scales?.address ?? 0,
    biases: shifts?.address ?? 0,
    y: addressOf(y),
  };
  launchNormalizeGroups(machine, parameters, groupCount(x.shape, overBatch), sizeOf(x.shape));
  for (const copy of [shifts, scales, images]) copy?.release();
}

/** Sets empty sums to 0. A kernel would multiply them by the deviation of no elements, which is NaN. */
function clear({ bytes }: Machine, sums: WasmView): void {
  const begin = addressOf(sums);
  bytes.fill(0, begin, begin + 4 * sizeOf(sums.shape));
}

/** Gradient of {@link normalize}: `FusedKernels.normalizeGradient`. */
export function normalizeGradient(
  machine: Machine,
  x: WasmView,
  mean: WasmView,
  variance: WasmView,
  weight: WasmView | undefined,
  dy: WasmView,
  overBatch: boolean,
  eps: number,
  dx: WasmView,
  dweight: WasmView,
  dbias: WasmView,
): void {
  if (sizeOf(x.shape) === 0) {
    clear(machine, dweight);
    clear(machine, dbias);
    return;
  }
  if (isScattered(x, overBatch)) {
    withAxisLast(machine, [x, dy], 0, dx, ([gathered, slopes], result) => {
      const [images, cotangents, out] = [gathered!, slopes!, result].map(asOneSample);
      normalizeGradient(
        machine,
        images!,
        mean,
        variance,
        weight,
        cotangents!,
        true,
        eps,
        out!,
        dweight,
        dbias,
      );
    });
    return;
  }
  const views = [x, mean, variance, weight, dy];
  const copies = views.map((view) => view && new DenseCopy(machine, view));
  const [images, centers, spreads, scales, slopes] = copies.map((copy) => copy?.address ?? 0);
  const groups = groupCount(x.shape, overBatch);
  const parameters = {
    ...groupParameters(x.shape, overBatch),
    eps,
    x: images!,
    means: centers!,
    variances: spreads!,
    weights: scales!,
    dy: slopes!,
    dx: addressOf(dx),
    dweight: overBatch ? addressOf(dweight) : 0,
    dbias: addressOf(dbias),
    groups,
  };
  launchNormalizeGradientGroups(machine, parameters, groups, sizeOf(x.shape) * 1.5);
  if (!overBatch) {
    const tasks = Math.ceil(sizeOf(dweight.shape) / 4);
    const ofWeights = { ...parameters, dweight: addressOf(dweight) };
    launchNormalizeWeightGradient(machine, ofWeights, tasks, sizeOf(x.shape));
  }
  for (const copy of copies.reverse()) copy?.release();
}
