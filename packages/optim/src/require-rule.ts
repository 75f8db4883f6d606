import { inWords } from "@cambium/tensor/checks";

/**
 * Checks that a value is a rule; untyped code passes options, or an optimizer function that was not called.
 *
 * @param owner Function that received the value.
 * @throws {TypeError} If it is not a rule.
 */
export function requireRule(owner: string, rule: unknown): void {
  const { init, update } = (rule ?? {}) as { readonly init?: unknown; readonly update?: unknown };
  if (typeof init === "function" && typeof update === "function") return;
  throw new TypeError(
    `${owner}: expected a rule: got ${inWords(rule)}. Pass what an optimizer makes, such as adam({ learningRate: 1e-3 }).`,
  );
}
