import { handOver, openScope, type Scope, setOpenScope } from "./ownership.ts";
import { Tensor } from "./tensor.ts";

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

/** Hands what is in the result to the enclosing scope and frees the rest. */
function close(scope: Scope, result: unknown): void {
  forEachTensor(result, (tensor) => {
    if (tensor.owner === scope) handOver(tensor, scope.parent);
  });
  for (let last = scope.contents.at(-1); last; last = scope.contents.at(-1)) last.dispose();
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
  handOver(tensor, undefined);
  return tensor;
}

/** Gives a kept tensor to the innermost open scope, which then frees it. */
export function release<T extends Tensor>(tensor: T): T {
  handOver(tensor, openScope());
  return tensor;
}
