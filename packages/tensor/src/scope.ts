import { freeWhenCollected, stopWatching } from "./finalization.ts";
import { state } from "./state.ts";
import { Tensor } from "./tensor.ts";

/** The tensors that were made since a scope was opened and are alive. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly tensors: Tensor[];
}

/** Makes a scope the owner of a tensor that has none. */
export function own(scope: Scope, tensor: Tensor): void {
  tensor.owner = scope;
  tensor.place = scope.tensors.length;
  scope.tensors.push(tensor);
}

/** Takes a tensor out of the scope that owns it, if any: the last of the list moves to its place. */
export function disown(tensor: Tensor): void {
  const { owner, place } = tensor;
  if (!owner) return;
  const last = owner.tensors.pop() as Tensor;
  if (last !== tensor) {
    owner.tensors[place] = last;
    last.place = place;
  }
  tensor.owner = undefined;
}

/** Calls `visit` for every tensor in a result: itself, or in arrays, maps and objects at any depth. */
export function forEachTensor(value: unknown, visit: (tensor: Tensor) => void): void {
  if (value instanceof Tensor) visit(value);
  else if (typeof value === "object" && value !== null) visitChildren(value, visit, new Set());
}

function visitChildren(value: object, visit: (tensor: Tensor) => void, seen: Set<object>): void {
  if (ArrayBuffer.isView(value) || seen.has(value)) return;
  seen.add(value);
  const children =
    Array.isArray(value) || value instanceof Map || value instanceof Set
      ? value.values()
      : Object.values(value);
  for (const child of children) {
    if (child instanceof Tensor) visit(child);
    else if (typeof child === "object" && child !== null) visitChildren(child, visit, seen);
  }
}

function isPromise(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function"
  );
}

/**
 * Checks that a function which must be synchronous did not return a promise.
 *
 * @throws {TypeError} If it did.
 */
export function rejectPromise(caller: string, result: unknown): void {
  if (!isPromise(result)) return;
  throw new TypeError(
    `${caller}: the function returned a promise: what runs after its first await would escape. ` +
      "Pass a synchronous function, and await before or after it.",
  );
}

/** Gives a tensor to another scope, or to nobody; then the garbage collector is watched, unless a slot answers for it. */
export function handOver(
  tensor: Tensor,
  owner: Scope | undefined,
  watched: boolean = owner === undefined,
): void {
  if (tensor.owner !== owner) {
    disown(tensor);
    if (owner) own(owner, tensor);
  }
  if (tensor.watched === watched) return;
  if (watched) freeWhenCollected(tensor);
  else stopWatching(tensor);
}

/** Hands what is in the result to the enclosing scope and frees the rest. */
function close(scope: Scope, result: unknown): void {
  forEachTensor(result, (tensor) => {
    if (tensor.owner === scope) handOver(tensor, scope.parent);
  });
  for (let tensor = scope.tensors.at(-1); tensor; tensor = scope.tensors.at(-1)) tensor.dispose();
}

/**
 * Runs `fn` and frees every tensor made meanwhile, except those in its result (at any depth of arrays, maps and
 * objects) and those that were {@link keep | kept}. If `fn` throws, everything made is freed. What a gradient
 * that is being recorded still needs stays in memory until it is computed.
 *
 * @returns What `fn` returned; its tensors belong to the enclosing scope, or else to the caller.
 * @throws {TypeError} If `fn` returns a promise.
 * @example
 * const mean = scope(() => div(sum(mul(x, x)), x.size).item());
 */
export function scope<T>(fn: () => T): T {
  const opened: Scope = { parent: state.scope, tensors: [] };
  state.scope = opened;
  let result: T | undefined;
  try {
    const returned = fn();
    rejectPromise("scope", returned);
    result = returned;
    return returned;
  } finally {
    state.scope = opened.parent;
    close(opened, result);
  }
}

/** Takes a tensor out of every scope: it lives until `dispose`. Returns it. */
export function keep<T extends Tensor>(tensor: T): T {
  handOver(tensor, undefined);
  return tensor;
}

/** Gives a kept tensor to the innermost open scope, which then frees it. */
export function release<T extends Tensor>(tensor: T): T {
  handOver(tensor, state.scope);
  return tensor;
}

/** What is alive, on all backends together. */
export interface Memory {
  /** Tensors that were not disposed, views included. */
  readonly tensors: number;
  /** Bytes of their memory, and of what recorders retain; memory that several tensors share counts once. */
  readonly bytes: number;
  /** The most that `bytes` was since the start, or since {@link resetPeakMemory}. */
  readonly peakBytes: number;
}

/** Counts live tensors and the bytes of their memory, each piece of shared memory once. */
export function memory(): Memory {
  return { tensors: state.tensors, bytes: state.bytes, peakBytes: state.peakBytes };
}

/** Starts the peak of {@link memory} anew, from what is alive now. */
export function resetPeakMemory(): void {
  state.peakBytes = state.bytes;
}
