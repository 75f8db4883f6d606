import { requireFunction } from "./checks/require-function.ts";
import { requireTensor } from "./checks/require-tensor.ts";
import { handOver, type Owned, openScope, type Scope, setOpenScope } from "./ownership.ts";
import { resourceOf } from "./resource.ts";
import { Tensor } from "./tensor.ts";

/** Calls `visit` for every tensor in a result: itself, or in arrays, maps, sets and objects at any depth. */
export function forEachTensor(value: unknown, visit: (tensor: Tensor) => void): void {
  forEachOwned(value, (owned) => {
    if (owned instanceof Tensor) visit(owned);
  });
}

/** Calls `visit` for every tensor in a result, and for every resource that has a handle in it. */
function forEachOwned(value: unknown, visit: (owned: Owned) => void, seen?: Set<object>): void {
  if (value instanceof Tensor) visit(value);
  else if (typeof value === "function") visitResource(value, visit);
  else if (typeof value === "object" && value !== null) visitObject(value, visit, seen ?? new Set());
}

function visitObject(value: object, visit: (owned: Owned) => void, seen: Set<object>): void {
  if (ArrayBuffer.isView(value) || seen.has(value)) return;
  seen.add(value);
  visitResource(value, visit);
  const children =
    Array.isArray(value) || value instanceof Map || value instanceof Set
      ? value.values()
      : Object.values(value);
  for (const child of children) {
    if (child instanceof Tensor) visit(child);
    else forEachOwned(child, visit, seen);
  }
}

function visitResource(handle: object, visit: (owned: Owned) => void): void {
  const resource = resourceOf(handle);
  if (resource) visit(resource);
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

/** Hands everything in the result to the enclosing scope and frees the rest. */
function close(scope: Scope, result: unknown): void {
  forEachOwned(result, (owned) => {
    if (owned.owner === scope) handOver(owned, scope.parent);
  });
  for (let last = scope.contents.at(-1); last; last = scope.contents.at(-1)) last.dispose();
}

/**
 * Runs `fn` and frees every tensor made meanwhile, except those in its result (at any depth of arrays, maps and
 * objects) and those that were {@link keep | kept}. {@link Resource | Resources}, such as the tape of a `vjp`, end in the
 * same way. If `fn` throws, everything made is freed. Tensors that a gradient still needs stay in memory until it
 * is computed.
 *
 * @returns The result of `fn`. Its tensors belong to the enclosing scope, or to the caller outside of every scope.
 * @throws {TypeError} If `fn` returns a promise.
 * @example
 * const mean = scope(() => div(sum(mul(x, x)), x.size).item());
 */
export function scope<T>(fn: () => T): T {
  requireFunction("scope", fn);
  const opened: Scope = { parent: openScope(), contents: [] };
  setOpenScope(opened);
  let result: T | undefined;
  try {
    const returned = fn();
    rejectPromise("scope", returned);
    result = returned;
    return returned;
  } finally {
    setOpenScope(opened.parent);
    close(opened, result);
  }
}

/** Takes a tensor out of every scope: it lives until `dispose`. Returns it. */
export function keep<T extends Tensor>(tensor: T): T {
  requireTensor("keep", tensor);
  handOver(tensor, undefined);
  return tensor;
}

/** Gives a kept tensor to the innermost open scope, which then frees it. */
export function release<T extends Tensor>(tensor: T): T {
  requireTensor("release", tensor);
  handOver(tensor, openScope());
  return tensor;
}
