import { type Call, isElementwise, type Tensor, type TypedArray } from "@cambium/tensor";
import type { Trace } from "./trace.ts";

/** The first element of a tensor that is NaN or infinite. */
interface Place {
  readonly tensor: Tensor;
  /** Index of the element in row-major order. */
  readonly index: number;
  readonly value: number;
}

/** The point at which numbers stopped being finite. */
export interface Origin extends Place {
  /** The call that made the tensor from finite inputs; undefined if no op made it. */
  readonly call: Call | undefined;
  /** For an elementwise op: its inputs at the same index, and its scalar operands. */
  readonly operands: { readonly tensors: readonly number[]; readonly numbers: readonly number[] } | undefined;
}

/** A computation that yields each tensor whose elements it needs, so that the caller reads them synchronously or asynchronously. */
export type Reading<T> = Generator<Tensor, T, TypedArray>;

/**
 * Follows NaNs and infinities from the results of a trace back to their origin. It reads only tensors that lead to them: an
 * infinity that an op turns into a finite number again, as softmax does with a mask, is intended.
 *
 * @param isNamed Tells whether a tensor has a name, and so may have no infinite element.
 * @returns In this order of preference: a tensor that had a NaN, or a named one that had an infinity, before any op ran. The
 *   first op that made a NaN or an infinity of finite inputs. A tensor that was infinite before any op ran. Undefined if all results are finite.
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

/** Everything that is not finite and leads to `ends`: tensors that no op made, and tensors that an op made of finite inputs. */
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

/** The tensors that have an element which is not finite, each with the first such element. */
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

/** Multi-dimensional index of the element with this row-major index. */
export function coordinates(index: number, shape: readonly number[]): number[] {
  const place = new Array<number>(shape.length);
  let rest = index;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    place[axis] = rest % shape[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return place;
}

/** Row-major index of the element that broadcasting repeats at `place` of a larger shape. */
function indexAt(place: readonly number[], shape: readonly number[]): number {
  const first = place.length - shape.length;
  return shape.reduce((index, size, axis) => index * size + (size === 1 ? 0 : place[first + axis]!), 0);
}
