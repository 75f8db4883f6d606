import type { Window2d } from "./backend.ts";
import { requireFunction } from "./checks/require-function.ts";
import { realmState } from "./realm.ts";
import type { Tensor } from "./tensor.ts";

/** A cotangent of each output, or undefined where nothing depends on it. */
export type Cotangents = readonly (Tensor | undefined)[];

/**
 * One run of an op: what it was given and what it made. The tensors are those that the caller sees; a recorder
 * that needs one after the call returns `retain`s it.
 */
export interface Call<Attributes = unknown> {
  /** What ran. */
  readonly op: Op<Attributes>;
  /** Tensors that it read, in the order of its definition. */
  readonly inputs: readonly Tensor[];
  /** All else that it was given, such as axes and sizes, after defaults were filled in. */
  readonly attributes: Attributes;
  /** Tensors that it made, in the order of its definition. */
  readonly outputs: readonly Tensor[];
}

/** What recorders are told about an op: its name, and how gradients pass through it. */
export interface Op<Attributes = unknown> {
  /** Shown in messages and as the `origin` of tensors, for example "matmul". */
  readonly name: string;
  /**
   * Vector-Jacobian product: the gradients of Σ outputs·cotangents with respect to each input that `needed` asks for,
   * computed with ordinary ops (so that they can be differentiated again): tensors made by the call, or the cotangents
   * given, for whoever asked disposes them. Absent where no gradient passes, and for formulas, whose gradient is
   * derived.
   */
  vjp?(call: Call<Attributes>, cotangents: Cotangents, needed: readonly boolean[]): Cotangents;
  /** How many products a call adds up, zeros of a padding included. Absent where it makes neither matrix products nor convolutions. */
  multiplyAdds?(call: Call<Attributes>): number;
  /**
   * The window on the last two dimensions of its inputs that each place of its outputs comes from. Absent, or
   * undefined, where places move, or mix in another way; and absent for formulas, which leave all places where they are.
   */
  window?(call: Call<Attributes>): Window2d | undefined;
}

/** Listens to every op that runs while it is installed. */
export interface Recorder {
  /** Called after each run of an op, before its caller has the outputs. */
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

/** Runs `fn` with nothing listening. */
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
