import {
  inference,
  initialize,
  loadStateDict,
  type Mode,
  parameters,
  type SavedTensors,
  stateDict,
  training,
  UninitializedError,
} from "@cambium/module";
import { add, normal, Rng, type Shape, scope, type Tensor } from "@cambium/tensor";
import { assert } from "vitest";
import { asFunction, tensorsIn } from "./as-function.ts";
import { checkGradient } from "./check-gradient.ts";
import type { Tolerance } from "./close.ts";
import { expectNoLeak } from "./leak.ts";

/** Options that {@link checkLayer} passes on to a layer's constructor. */
export interface LayerOptions {
  /** float64, in which gradients are compared with finite differences. */
  readonly dtype: "float64";
}

/** Any object with a `forward` method. */
export interface Forwarding {
  /** Computes the outputs of a layer. */
  // biome-ignore lint/suspicious/noExplicitAny: layers take arguments of every type.
  forward(...args: any[]): unknown;
}

/** Options of {@link checkLayer}. */
export interface CheckLayerOptions<L> extends Tolerance {
  /** Calls the layer. Default: `layer.forward(...inputs, mode)`. */
  readonly run?: (layer: L, inputs: readonly Tensor[], mode: Mode) => unknown;
  /** Shape of the first result. Default: not checked. */
  readonly outputShape?: Shape;
  /** False to leave gradients out, for layers without any. Default: true. */
  readonly differentiable?: boolean;
  /** Orders of the gradients to check. Default: [1]. */
  readonly orders?: readonly (1 | 2)[];
}

/**
 * Asserts that a layer does what models expect of layers:
 *
 * - it can be made without random numbers: parameters without a value say so when they are read, and `initialize` draws
 *   the same values from equal streams;
 * - the result has the expected shape;
 * - inference is repeatable and changes no state, and training is repeatable with equal streams;
 * - gradients with respect to inputs and parameters agree with finite differences, in training and in inference;
 * - a saved state loads into a new layer, which then gives the same result;
 * - the forward pass leaves nothing in memory but its result.
 *
 * @param make Makes the layer; it must pass the options on to its parameters.
 * @param inputs Tensors for `forward`: float64; int32 and bool tensors are also allowed.
 * @param options `run`, `outputShape`, `differentiable`, `orders`; `rtol`, `atol` of the gradients: default 1e-6.
 * @throws {Error} If one of them does not hold.
 * @example
 * test("Scale", () => checkLayer((options) => new Scale(3, options), [floats64], { outputShape: [2, 3] }));
 */
export async function checkLayer<L extends Forwarding>(
  make: (options: LayerOptions) => L,
  inputs: readonly Tensor[],
  options: CheckLayerOptions<L> = {},
): Promise<void> {
  const { run = (layer, given, mode) => layer.forward(...given, mode) } = options;
  const subject: Subject<L> = { make: () => make({ dtype: "float64" }), run, inputs };
  await checkInitialization(subject);
  checkShape(subject, options.outputShape);
  await checkModes(subject);
  await checkState(subject);
  checkMemory(subject);
  if (options.differentiable !== false) checkGradients(subject, options);
}

/** A layer under test. */
interface Subject<L extends object> {
  make(): L;
  run(layer: L, inputs: readonly Tensor[], mode: Mode): unknown;
  readonly inputs: readonly Tensor[];
}

/** Equal random numbers for every call. */
function inTraining(): Mode {
  return training(new Rng(5));
}

const modes: readonly (readonly [name: string, make: () => Mode])[] = [
  ["inference", () => inference],
  ["training", inTraining],
];

function initialized<L extends object>({ make }: Subject<L>): L {
  return initialize(make(), new Rng(11));
}

async function checkInitialization<L extends object>(subject: Subject<L>): Promise<void> {
  const layer = subject.make();
  const unset = Object.values(parameters(layer)).filter((param) => !param.initialized);
  for (const param of unset) {
    assert.throws(() => param.value, UninitializedError);
    assert.isArray(param.shape, "checkLayer: shape of a parameter without a value");
  }
  initialize(layer, new Rng(11));
  const [one, other] = [await stateDict(layer), await stateDict(initialized(subject))];
  assert.deepEqual(one, other, "checkLayer: values initialized from equal random streams");
}

function checkShape<L extends object>(subject: Subject<L>, outputShape: Shape | undefined): void {
  if (!outputShape) return;
  const [first] = resultsOf(subject, initialized(subject), inference);
  assert.deepEqual(first?.shape, outputShape, "checkLayer: shape of the result");
}

async function checkModes<L extends object>(subject: Subject<L>): Promise<void> {
  const layer = initialized(subject);
  const before = await stateDict(layer);
  const twice = [resultsOf(subject, layer, inference), resultsOf(subject, layer, inference)];
  assert.deepEqual(twice[0], twice[1], "checkLayer: results of inference, twice");
  assert.deepEqual(await stateDict(layer), before, "checkLayer: parameters and buffers after inference");
  const trained = [initialized(subject), initialized(subject)].map((each) =>
    resultsOf(subject, each, inTraining()),
  );
  assert.deepEqual(trained[0], trained[1], "checkLayer: results of training with equal random streams");
}

async function checkState<L extends object>(subject: Subject<L>): Promise<void> {
  const layer = initialized(subject);
  resultsOf(subject, layer, inTraining());
  const state: SavedTensors = await stateDict(layer);
  const other = subject.make();
  loadStateDict(other, structuredClone(state));
  assert.deepEqual(await stateDict(other), state, "checkLayer: the state of a layer that loaded it");
  const wanted = resultsOf(subject, layer, inference);
  assert.deepEqual(resultsOf(subject, other, inference), wanted, "checkLayer: results after loading a state");
}

function checkMemory<L extends object>(subject: Subject<L>): void {
  const layer = initialized(subject);
  for (const [, mode] of modes) expectNoLeak(() => resultsOf(subject, layer, mode()));
}

function checkGradients<L extends object>(subject: Subject<L>, options: CheckLayerOptions<L>): void {
  const { orders = [1], rtol = 1e-6, atol = 1e-6 } = options;
  const layer = initialized(subject);
  const values = movedValues(layer);
  for (const [, mode] of modes) {
    const run = (...given: Tensor[]): unknown => subject.run(layer, given, mode());
    const f = asFunction(layer, run, subject.inputs.length);
    for (const order of orders) checkGradient(f, [...subject.inputs, ...values], { order, rtol, atol });
  }
  for (const value of values) value.dispose();
}

/** Values of all parameters with noise on them, as 0 and 1 are special: a factor of 1 hides a missing factor. */
function movedValues(layer: object): Tensor[] {
  const rng = new Rng(13);
  return Object.values(parameters(layer)).map(({ value }) =>
    scope(() => add(value, normal(value.shape, { rng, std: 0.5, dtype: value.dtype }))),
  );
}

interface Result {
  readonly shape: Shape;
  readonly data: ArrayLike<number>;
}

/** Copies of the tensors that a layer returns, which are freed. */
function resultsOf<L extends object>({ run, inputs }: Subject<L>, layer: L, mode: Mode): Result[] {
  return scope(() =>
    tensorsIn(run(layer, inputs, mode)).map((y) => ({ shape: [...y.shape], data: y.dataSync().slice() })),
  );
}
