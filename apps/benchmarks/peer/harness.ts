import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Part of a harness that its peers use: the modules `lib/data.mjs` and `lib/spec.mjs`. */
export interface Harness extends Data {
  readonly spec: Spec;
}

/** `lib/data.mjs`: numbers that are the same in every language. */
interface Data {
  /** Deterministic values in [low, high), by default [−1, 1). */
  fill(seed: number, count: number, low?: number, high?: number): Float32Array<ArrayBuffer>;
  /** Projection of a result on a fixed vector, so that results can be compared by one number. */
  project(values: ArrayLike<number>): number;
}

/** `lib/spec.mjs`: shapes, seeds, parameters and batches. */
export interface Spec {
  readonly nets: Readonly<Record<NetName, Net>>;
  readonly seeds: Readonly<
    Record<"A" | "B" | "x" | "w" | "dy" | "a" | "b" | "c" | "p" | "g" | "image", number>
  >;
  readonly xor: DenseNet & {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly lr: number;
  };
  readonly policy: DenseNet & { readonly inputSeed: number };
  params(net: NetName, options?: { readonly inference?: boolean }): Readonly<Record<string, Values>>;
  batches(net: NetName): readonly { readonly x: Float32Array<ArrayBuffer>; readonly y: ArrayLike<number> }[];
  denseParams(net: DenseNet): readonly DenseValues[];
}

/** Networks whose training and inference are measured. */
export type NetName = "mlp" | "lenet" | "convbn";

interface Net {
  readonly batch: number;
  /** Shape of one example. */
  readonly input: readonly number[];
  /** Sizes of the layers of a dense net. */
  readonly widths?: readonly number[];
  readonly optimizer: OptimizerSpec;
}

/** Hyperparameters of an optimizer, with the names of the harness. */
export type OptimizerSpec =
  | { readonly kind: "sgd"; readonly lr: number; readonly momentum: number }
  | AdamSpec;

/** Hyperparameters of Adam, with the names of the harness. */
export interface AdamSpec {
  readonly kind: "adam";
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly eps: number;
}

/** A small dense net. */
export interface DenseNet {
  readonly widths: readonly number[];
  readonly paramSeed: number;
}

/** Values of one parameter. Dense weights are [in, out]. */
export interface Values {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

interface DenseValues {
  readonly w: Float32Array<ArrayBuffer>;
  readonly b: Float32Array<ArrayBuffer>;
  readonly in: number;
}

/** Loads the harness in a folder. */
export async function loadHarness(folder: string): Promise<Harness> {
  const load = (name: string) => import(pathToFileURL(join(folder, "lib", name)).href);
  const [{ fill, project }, spec] = await Promise.all([load("data.mjs"), load("spec.mjs")]);
  return { fill, project, spec };
}
