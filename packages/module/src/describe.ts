import { formatShape } from "@cambium/tensor";
import { labelOf } from "./label-of.ts";
import { isActivation, isForwarding } from "./layers.ts";
import { ModelSlot } from "./model-slot.ts";
import { isWalked, joined, requireModel } from "./parts.ts";

/** A layer or a function in the tree. */
interface Node {
  readonly name: string;
  readonly text: string;
  readonly children: Node[];
  /** Shapes of parameters and buffers, without those of layers inside. */
  readonly shapes: string[];
  /** Learned elements, those of layers inside included and shared ones once. */
  count: number;
  /** False if a parameter in it has no value yet. */
  initialized: boolean;
}

function node(name: string, text: string): Node {
  return { name, text, children: [], shapes: [], count: 0, initialized: true };
}

/**
 * A model as a tree of its layers, with the shapes of parameters and buffers and the number of learned elements.
 * `console.log(layer)` prints it for the layers of Cambium in Node, Deno and Bun.
 *
 * A layer is shown by its `toString`, or by the name of its class if it has none.
 *
 * @throws {TypeError} If the model is not an object.
 * @see summary for output shapes and costs.
 * @example
 * console.log(describe(model));
 * // Sequential (2,950 parameters)
 * //   (0): Flatten
 * //   (1): Linear(294, 10): weight [10, 294], bias [10] (2,950 parameters)
 */
export function describe(model: object): string {
  requireModel("describe", model);
  const root = node("", labelOf(model));
  fill(root, "", model, new Map([[model, "the model"]]), "");
  return linesOf(root, 0).join("\n");
}

/** Adds the fields of an object to a node. `path` leads from the node to it, `full` from the model to the node. */
function fill(to: Node, path: string, value: object, seen: Map<object, string>, full: string): void {
  for (const [field, child] of Object.entries(value)) {
    const name = joined(path, field);
    if (child instanceof ModelSlot) addSlot(to, name, child, seen);
    else if (isActivation(field, child)) to.children.push(node(name, labelOf(child)));
    else if (isWalked(child)) addObject(to, name, child, seen, joined(full, name));
  }
}

function addSlot(to: Node, name: string, slot: ModelSlot, seen: Map<object, string>): void {
  to.shapes.push(`${name} ${formatShape(slot.shape)}`);
  if (slot.learned && !seen.has(slot)) to.count += slot.size;
  to.initialized &&= slot.initialized;
  seen.set(slot, name);
}

function addObject(to: Node, name: string, value: object, seen: Map<object, string>, full: string): void {
  const isLayer = isForwarding(value);
  const first = seen.get(value);
  if (first !== undefined) {
    if (isLayer) to.children.push(node(name, `the same as ${first}`));
    return;
  }
  seen.set(value, full);
  if (!isLayer) {
    fill(to, name, value, seen, full.slice(0, -name.length - 1));
    return;
  }
  const child = node(name, labelOf(value));
  to.children.push(child);
  fill(child, "", value, seen, full);
  to.count += child.count;
  to.initialized &&= child.initialized;
}

function linesOf({ name, text, children, shapes, count, initialized }: Node, depth: number): string[] {
  const head = depth === 0 ? text : `${"  ".repeat(depth)}(${name}): ${text}`;
  const own = shapes.length > 0 ? `: ${shapes.join(", ")}` : "";
  const unset = initialized ? "" : ", not initialized";
  const total = count > 0 ? ` (${count.toLocaleString("en")} parameters${unset})` : "";
  return [head + own + total, ...children.flatMap((child) => linesOf(child, depth + 1))];
}
