import { Tensor } from "@cambium/tensor";
import type { RuleState } from "./rule.ts";

/** Tensors of a state, in an order that follows from its structure. */
export function tensorsOf(state: RuleState, found: Tensor[] = []): Tensor[] {
  if (state instanceof Tensor) found.push(state);
  else for (const key of Object.keys(state)) tensorsOf(childOf(state, key), found);
  return found;
}

/** Path of each tensor of a state, in the order of {@link tensorsOf}: names and indices joined by dots. */
export function pathsOf(state: RuleState, path = ""): string[] {
  if (state instanceof Tensor) return [path];
  return Object.keys(state).flatMap((key) =>
    pathsOf(childOf(state, key), path === "" ? key : `${path}.${key}`),
  );
}

/** State of the same structure with other tensors, in the order of {@link tensorsOf}. */
export function withTensors<State extends RuleState>(state: State, tensors: Iterator<Tensor>): State {
  const rebuilt = (part: RuleState): RuleState => {
    if (part instanceof Tensor) return tensors.next().value;
    const children = Object.keys(part).map((key) => [key, rebuilt(childOf(part, key))] as const);
    return Array.isArray(part) ? children.map(([, child]) => child) : Object.fromEntries(children);
  };
  return rebuilt(state) as State;
}

function childOf(state: RuleState, key: string): RuleState {
  return (state as Readonly<Record<string, RuleState>>)[key]!;
}
