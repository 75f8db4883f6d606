import { BackendError, type Rng, type RngState, type Tensor } from "@cambium/tensor";
import { checkOptions, inWords } from "@cambium/tensor/checks";
import { NonFiniteError } from "./non-finite-error.ts";
import { type Origin, originOf, type Reading } from "./non-finite-origin.ts";
import { describeOrigin } from "./non-finite-text.ts";
import { States } from "./states.ts";
import { Trace } from "./trace.ts";
import { tensorOf, type Variables } from "./variables.ts";

/** Options of {@link requireFinite}. */
export interface RequireFiniteOptions {
  /** Number of the step, for the message. */
  readonly step: number;
  /**
   * Computes the number again from the same parameters and data. It runs only if the number is not finite. To find the op that
   * breaks a gradient, return the gradients.
   */
  readonly compute: () => unknown;
  /** Name of the number, for the message. Default: "loss". */
  readonly name?: string;
  /** Parameters and data by name, so that the message can name one that was not finite before the step. */
  readonly inputs?: Variables;
  /** Random streams that `compute` draws from, each with its `state` before the step, so that `compute` draws the same numbers again. */
  readonly streams?: Iterable<readonly [Rng, RngState]>;
}

/** Names of {@link RequireFiniteOptions}. */
const finiteNames = ["step", "compute", "name", "inputs", "streams"] as const;

/**
 * Checks that a loss, or another number of a training step, is finite. If it is not, finds the op that produced the NaN or infinity.
 *
 * For a finite number this costs one comparison. Otherwise `compute` runs once more under a recorder, and NaNs and
 * infinities are followed from its result back to the first op that made them of finite inputs. Meanwhile all results of
 * `compute` stay in memory, as for a gradient. Random streams are set back and restored, and changes that `compute`
 * makes to parameters, buffers and everything else `Stateful` are dropped.
 *
 * @param value The number, read with `loss.item()`. Check it before the optimizer's step, which would spread a NaN to all
 *   parameters.
 * @throws {NonFiniteError} If it is not finite, with the step and the op.
 * @throws {TypeError} If it is not a number, or `compute` returns a promise.
 * @throws {BackendError} If it is not finite, and tensors cannot be read synchronously: use {@link requireFiniteAsync}.
 * @example
 * const before = rng.state;
 * const { value, grads } = valueAndGrad(params, () => loss(x, y));
 * requireFinite(value.item(), {
 *   step,
 *   compute: () => loss(x, y),
 *   inputs: { x, y, ...params },
 *   streams: [[rng, before]],
 * });
 * optimizer.step(grads);
 */
export function requireFinite(value: number, options: RequireFiniteOptions): void {
  checkOptions("requireFinite", options, finiteNames);
  if (passes("requireFinite", value)) return;
  const trace = traced("requireFinite", options);
  try {
    const reading = find(trace, options);
    let read = reading.next();
    while (!read.done) read = reading.next(readNow(read.value));
    throw errorOf(value, options, read.value);
  } finally {
    trace.dispose();
  }
}

/**
 * `requireFinite` for every backend, including those that can only read asynchronously.
 *
 * @throws {NonFiniteError} If the number is not finite, with the step and the op.
 * @throws {TypeError} If it is not a number, or `compute` returns a promise.
 */
export async function requireFiniteAsync(value: number, options: RequireFiniteOptions): Promise<void> {
  checkOptions("requireFiniteAsync", options, finiteNames);
  if (passes("requireFiniteAsync", value)) return;
  const trace = traced("requireFiniteAsync", options);
  try {
    const reading = find(trace, options);
    let read = reading.next();
    while (!read.done) read = reading.next(await read.value.data());
    throw errorOf(value, options, read.value);
  } finally {
    trace.dispose();
  }
}

function passes(caller: string, value: number): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  throw new TypeError(
    `${caller}: value must be a number: got ${inWords(value)}. Read it first: loss.item().`,
  );
}

function traced(caller: string, { compute, streams = [] }: RequireFiniteOptions): Trace {
  const [trace, before] = [new Trace(), new States()];
  for (const [rng, state] of streams) before.note(rng, state);
  try {
    before.replay(() => trace.run(caller, compute));
  } catch (error) {
    trace.dispose();
    throw error;
  }
  return trace;
}

function find(trace: Trace, { inputs = {} }: RequireFiniteOptions): Reading<Origin | undefined> {
  return originOf(trace, (tensor) => nameOf(tensor, inputs) !== undefined);
}

/** The name of the input whose elements a tensor is. */
function nameOf({ view: { storage } }: Tensor, inputs: Variables): string | undefined {
  return Object.keys(inputs).find((name) => tensorOf(inputs[name]!).view.storage === storage);
}

function readNow(tensor: Tensor): ReturnType<Tensor["dataSync"]> {
  const { backend } = tensor;
  if (backend.readSync) return tensor.dataSync();
  throw new BackendError(
    `requireFinite: backend ${backend.name} reads asynchronously only. Use await requireFiniteAsync(…).`,
  );
}

function errorOf(value: number, options: RequireFiniteOptions, origin: Origin | undefined): NonFiniteError {
  const { step, name = "loss", inputs = {} } = options;
  const input = origin && !origin.call ? nameOf(origin.tensor, inputs) : undefined;
  const message = `training: the ${name} is ${value} at step ${step}${describeOrigin(origin, input)}`;
  return new NonFiniteError(message, { step, value, op: origin?.call?.op.name, input });
}
