import type { Window2d } from "./backend.ts";
import { requireFunction } from "./checks/require-function.ts";
import { realmState } from "./realm.ts";
import type { Tensor } from "./tensor.ts";

/** Cotangent of each output; undefined if nothing depends on it. */
export type Cotangents = readonly (Tensor | undefined)[];

/**
 * One run of an op, with its inputs and outputs. The tensors are those of the caller: a recorder that needs one after `record`
 * returns calls `retain` on it.
 */
export interface Call<Attributes = unknown> {
  /** The op that ran. */
  readonly op: Op<Attributes>;
  /** Tensors that it read, in the order of the op's definition. */
  readonly inputs: readonly Tensor[];
  /** All other arguments, such as axes and sizes, with defaults filled in. */
  readonly attributes: Attributes;
  /** Tensors that it made, in the order of the op's definition. */
  readonly outputs: readonly Tensor[];
}

/** Description of an op for recorders: its name, its gradient and its cost. */
export interface Op<Attributes = unknown> {
  /** Name in messages and in the `origin` of tensors, for example "matmul". */
  readonly name: string;
  /**
   * Vector-Jacobian product: the gradients of Σ outputs·cotangents with respect to each input marked in `needed`. They
   * are computed with ordinary ops, so that they can be differentiated again. Each is a tensor made by this call or one of the
   * cotangents, because the caller disposes it. Absent if no gradient passes, and for formulas, whose gradient is derived.
   */
  vjp?(call: Call<Attributes>, cotangents: Cotangents, needed: readonly boolean[]): Cotangents;
  /** Number of multiply-adds of a call, zeros of a padding included. Absent for ops other than matrix products and convolutions. */
  multiplyAdds?(call: Call<Attributes>): number;
  /**
   * Window on the last two dimensions of the inputs that each position of the outputs depends on. Absent or undefined if
   * positions move or mix in another way. Also absent for formulas, where each position depends on itself.
   */
  window?(call: Call<Attributes>): Window2d | undefined;
}

/**
 * Listens to every op that runs while it is installed. If it outlives the call that installs it and retains tensors, a
 * `Resource` lets the enclosing scope end it.
 */
export interface Recorder {
  /** Called after each run of an op, before the caller receives the outputs. */
  // biome-ignore lint/suspicious/noExplicitAny: a recorder hears ops with attributes of every type.
  record(call: Call<any>): void;
}

const current: { recorders: readonly Recorder[] } = realmState({ recorders: [] });

/** True while any recorder listens. */
export function isRecorded(): boolean {
  return current.recorders.length > 0;
}

/** Runs `fn` with `recorder` listening in addition to all that already do. */
export function withRecorder<T>(recorder: Recorder, fn: () => T): T {
  requireFunction("withRecorder", fn);
  return withRecorders([...current.recorders, recorder], fn);
}

/** Runs `fn` without any recorder listening. */
export function unrecorded<T>(fn: () => T): T {
  requireFunction("unrecorded", fn);
  return withRecorders([], fn);
}

function withRecorders<T>(recorders: readonly Recorder[], fn: () => T): T {
  const before = current.recorders;
  current.recorders = recorders;
  try {
    return fn();
  } finally {
    current.recorders = before;
  }
}

/** Tells all recorders of a call. A package that defines its own kind of op (a checkpoint, say) calls this once per run. */
// biome-ignore lint/suspicious/noExplicitAny: see Recorder.
export function emit(call: Call<any>): void {
  for (const recorder of current.recorders) recorder.record(call);
}
