import { type Call, isElementwise, type Tensor, type TypedArray } from "@cambium/tensor";
import type { Trace } from "./trace.ts";

/** The first element of a tensor that is NaN or infinite. */
interface Place {
  readonly tensor: Tensor;
  /** Number of the element in row-major order. */
  readonly index: number;
  readonly value: number;
}

/** Where numbers stopped being finite. */
export interface Origin extends Place {
  /** The op that made the tensor from finite ones; undefined if no op made it. */
  readonly call: Call | undefined;
  /** Of an elementwise op: its inputs at the same place, and the numbers that it was given beside. */
  readonly operands: { readonly tensors: readonly number[]; readonly numbers: readonly number[] } | undefined;
}

/** A computation that asks for the elements of tensors, so that they can be read at once or later, as a backend can. */
export type Reading<T> = Generator<Tensor, T, TypedArray>;

/**
 * Follows NaNs and infinities from the results of a trace back to where they began. Only what made them is read: an
 * infinity that an op turns into a number again, as softmax does with a mask's, was meant.
 *
 * @param isNamed Whether a tensor is one of which no element may be infinite.
 * @returns A tensor that was NaN, or is named and was infinite, before any op ran; else the first op that made one of finite
 *   inputs; else what was infinite before. Undefined if all results are finite.
 */
export function* originOf(trace: Trace, isNamed: (tensor: Tensor) => boolean): Reading<Origin | undefined> {
  const { leaves, made } = yield* reach(trace, yield* badOnes(trace.results));
  const broken = leaves.find(({ tensor, value }) => Number.isNaN(value) || isNamed(tensor));
  const first = made.toSorted((a, b) => trace.makerOf(a.tensor)! - trace.makerOf(b.tensor)!)[0];
  const place = broken ?? first ?? leaves[0];
  if (!place) return undefined;
  const maker = trace.makerOf(place.tensor);
  const call = maker === undefined ? undefined : trace.calls[maker];
  return { ...place, call, operands: call && (yield* operandsAt(call, place)) };
}

/** All that is not finite and leads to `ends`: what no op made, and what an op made of finite inputs. */
function* reach(trace: Trace, ends: Place[]): Reading<{ leaves: Place[]; made: Place[] }> {
  const [leaves, made]: [Place[], Place[]] = [[], []];
  const [seen, waiting] = [new Set<Tensor>(), ends];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    if (seen.has(place.tensor)) continue;
    seen.add(place.tensor);
    const maker = trace.makerOf(place.tensor);
    if (maker === undefined) leaves.push(place);
    else {
      const causes = yield* badOnes(trace.calls[maker]!.inputs);
      if (causes.length === 0) made.push(place);
      else waiting.push(...causes);
    }
  }
  return { leaves, made };
}

/** Those of the tensors that are not finite. */
function* badOnes(tensors: readonly Tensor[]): Reading<Place[]> {
  const found: Place[] = [];
  for (const tensor of tensors) {
    if (tensor.dtype !== "float32" && tensor.dtype !== "float64") continue;
    const data = yield tensor;
    const index = data.findIndex((value: number) => !Number.isFinite(value));
    if (index >= 0) found.push({ tensor, index, value: data[index]! });
  }
  return found;
}

function* operandsAt(call: Call, { tensor, index }: Place): Reading<Origin["operands"]> {
  if (!isElementwise(call.op)) return undefined;
  const place = coordinates(index, tensor.shape);
  const values: number[] = [];
  for (const input of call.inputs) values.push((yield input)[indexAt(place, input.shape)]!);
  return { tensors: values, numbers: call.attributes as readonly number[] };
}

/** Where in each dimension element number `index` is. */
export function coordinates(index: number, shape: readonly number[]): number[] {
  const place = new Array<number>(shape.length);
  let rest = index;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    place[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return place;
}

/** Number of the element that broadcasting puts at a place of a larger shape. */
function indexAt(place: readonly number[], shape: readonly number[]): number {
  const first = place.length - shape.length;
  return shape.reduce((index, size, axis) => index * size + (size === 1 ? 0 : place[first + axis]!), 0);
}
