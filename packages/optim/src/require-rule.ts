import { inWords } from "@cambium/tensor/checks";

/**
 * Checks that something is a rule, where untyped code gives options, or an optimizer that was not called.
 *
 * @param owner What was given it.
 * @throws {TypeError} If it is none.
 */
export function requireRule(owner: string, rule: unknown): void {
  const { init, update } = (rule ?? {}) as { readonly init?: unknown; readonly update?: unknown };
  if (typeof init === "function" && typeof update === "function") return;
  throw new TypeError(
    `${owner}: expected a rule: got ${inWords(rule)}. Pass what an optimizer makes, such as adam({ learningRate: 1e-3 }).`,
  );
}
