import { BackendError } from "./errors.ts";

/** The name under which the one copy of this package in a realm leaves its address. */
const mark = Symbol.for("@cambium/tensor");

/**
 * Claims the realm for this copy of the package.
 *
 * @throws {BackendError} If another copy has claimed it. Two copies would have two lists of recorders, and gradients would
 *   silently be zero.
 */
function claim(address: string): void {
  const realm = globalThis as { [mark]?: string };
  const other = realm[mark];
  if (other !== undefined) {
    throw new BackendError(
      `@cambium/tensor: two copies are loaded: ${other} and ${address}. ` +
        "It is a peer dependency: install one copy.",
    );
  }
  realm[mark] = address;
}

claim(import.meta.url);

/**
 * Returns the state that a module of this package keeps, unchanged. All such state passes through here, so that the claim
 * above runs in every program that has any.
 */
export function realmState<T>(initial: T): T {
  return initial;
}
