import { type Backend, bytesPerElement, type FusedKernels, type View, type Window2d } from "@cambium/tensor";

type Index = readonly number[];

/** Elements of a view on a backend, read at once and written back by `store`. */
class Elements {
  readonly view: View;
  readonly #backend: Backend;
  readonly #memory: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

  constructor(backend: Backend, view: View) {
    this.#backend = backend;
    this.view = view;
    const length = Math.floor(view.storage.bytes / bytesPerElement[view.dtype]);
    const { buffer } = backend.readSync!(view.storage, 0, length * bytesPerElement[view.dtype]);
    const arrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Float32Array };
    this.#memory = new arrays[view.dtype](buffer);
  }

  #place(index: Index): number {
    return index.reduce((sum, i, axis) => sum + i * this.view.strides[axis]!, this.view.offset);
  }

  get(index: Index): number {
    return this.#memory[this.#place(index)]!;
  }

  set(index: Index, value: number): void {
    this.#memory[this.#place(index)] = value;
  }

  add(index: Index, value: number): void {
    this.set(index, this.get(index) + value);
  }

  store(): void {
    this.#backend.write(this.view.storage, this.#memory, 0);
  }
}

const sizeOf = (shape: Index): number => shape.reduce((size, n) => size * n, 1);

/** Every index of a shape. */
function* indices([size, ...rest]: readonly number[]): Iterable<number[]> {
  if (size === undefined) yield [];
  else for (let i = 0; i < size; i++) for (const tail of indices(rest)) yield [i, ...tail];
}

/** Position in the image of element (p, q) of the window of output (i, j); undefined outside of the image. */
function met(
  { stride, padding, dilation }: Window2d,
  [i, j, p, q]: Index,
  [height, width]: readonly number[],
): [number, number] | undefined {
  const h = i! * stride[0] - padding[0] + p! * dilation[0];
  const w = j! * stride[1] - padding[1] + q! * dilation[1];
  return h >= 0 && h < height! && w >= 0 && w < width! ? [h, w] : undefined;
}

/** Indices of the image, the filter and the result for each product that a convolution sums up. */
function* products(
  x: View,
  weight: View,
  y: View,
  window: Window2d,
  groups: number,
): Iterable<[Index, Index, Index]> {
  const perGroup = weight.shape[0]! / groups;
  for (const [n, o, i, j] of indices(y.shape) as Iterable<[number, number, number, number]>) {
    for (const [c, p, q] of indices(weight.shape.slice(1)) as Iterable<[number, number, number]>) {
      const place = met(window, [i, j, p, q], x.shape.slice(2));
      const channel = Math.floor(o / perGroup) * weight.shape[1]! + c;
      if (place)
        yield [
          [n, channel, ...place],
          [o, c, p, q],
          [n, o, i, j],
        ];
    }
  }
}

/** Index of the first element of every line along `axis`, and the length of the lines. */
function along({ shape }: View, axis: number): { lines: Iterable<number[]>; size: number } {
  return { lines: indices(shape.with(axis, Math.min(1, shape[axis]!))), size: shape[axis]! };
}

/** Every fused kernel as a plain loop over elements, to test the ops that use them. */
export function plainFused(backend: Backend): FusedKernels {
  const open = (view: View): Elements => new Elements(backend, view);
  const cleared = (view: View): Elements => {
    const elements = open(view);
    for (const index of indices(view.shape)) elements.set(index, 0);
    return elements;
  };
  const overLines = (
    x: View,
    axis: number,
    out: View,
    result: (value: number, line: number[]) => number,
  ): void => {
    const [from, to] = [open(x), open(out)];
    const { lines, size } = along(x, axis);
    for (const start of lines) {
      const line = Array.from({ length: size }, (_, i) => from.get(start.with(axis, i)));
      line.forEach((value, i) => {
        to.set(start.with(axis, i), result(value, line));
      });
    }
    to.store();
  };
  const overPairs = (
    y: View,
    dy: View,
    axis: number,
    dx: View,
    result: (value: number, slope: number, line: number[], slopes: number[]) => number,
  ): void => {
    const [values, slopes, to] = [open(y), open(dy), open(dx)];
    const { lines, size } = along(y, axis);
    for (const start of lines) {
      const line = Array.from({ length: size }, (_, i) => values.get(start.with(axis, i)));
      const others = Array.from({ length: size }, (_, i) => slopes.get(start.with(axis, i)));
      line.forEach((value, i) => {
        to.set(start.with(axis, i), result(value, others[i]!, line, others));
      });
    }
    to.store();
  };
  const total = (line: number[]): number => {
    const largest = Math.max(...line);
    return line.reduce((sum, value) => sum + Math.exp(value - largest), 0);
  };

  return {
    conv2d(x, weight, bias, window, groups, y) {
      const [image, filter, result] = [open(x), open(weight), cleared(y)];
      const shift = bias && open(bias);
      if (shift) for (const place of indices(y.shape)) result.set(place, shift.get([place[1]!]));
      for (const [i, f, r] of products(x, weight, y, window, groups))
        result.add(r, image.get(i) * filter.get(f));
      result.store();
    },
    conv2dInputGradient(dy, weight, window, groups, dx) {
      const [result, filter, image] = [open(dy), open(weight), cleared(dx)];
      for (const [i, f, r] of products(dx, weight, dy, window, groups))
        image.add(i, result.get(r) * filter.get(f));
      image.store();
    },
    conv2dFilterGradient(x, dy, window, groups, dw) {
      const [image, result, filter] = [open(x), open(dy), cleared(dw)];
      for (const [i, f, r] of products(x, dw, dy, window, groups))
        filter.add(f, image.get(i) * result.get(r));
      filter.store();
    },
    maxPool2d(x, window, values, places) {
      const [image, largest, where] = [open(x), open(values), open(places)];
      const [height, width] = x.shape.slice(2) as [number, number];
      for (const [n, c, i, j] of indices(values.shape) as Iterable<[number, number, number, number]>) {
        let best: { value: number; place: number } | undefined;
        for (const [p, q] of indices(window.kernel) as Iterable<[number, number]>) {
          const at = met(window, [i, j, p, q], [height, width]);
          if (!at) continue;
          const value = image.get([n, c, ...at]);
          if (!best || value > best.value || Number.isNaN(value))
            best = { value, place: at[0] * width + at[1] };
        }
        largest.set([n, c, i, j], best!.value);
        where.set([n, c, i, j], best!.place);
      }
      largest.store();
      where.store();
    },
    maxPool2dGradient(dy, places, dx) {
      const [from, where, to] = [open(dy), open(places), cleared(dx)];
      const width = dx.shape[3]!;
      for (const at of indices(dy.shape)) {
        const place = where.get(at);
        if (place >= 0) to.add([at[0]!, at[1]!, Math.floor(place / width), place % width], from.get(at));
      }
      to.store();
    },
    sumPool2d(x, window, y) {
      const [image, result] = [open(x), cleared(y)];
      for (const [n, c, i, j] of indices(y.shape) as Iterable<[number, number, number, number]>)
        for (const [p, q] of indices(window.kernel) as Iterable<[number, number]>) {
          const at = met(window, [i, j, p, q], x.shape.slice(2));
          if (at) result.add([n, c, i, j], image.get([n, c, ...at]));
        }
      result.store();
    },
    sumPool2dGradient(dy, window, dx) {
      const [from, to] = [open(dy), cleared(dx)];
      for (const [n, c, i, j] of indices(dy.shape) as Iterable<[number, number, number, number]>)
        for (const [p, q] of indices(window.kernel) as Iterable<[number, number]>) {
          const at = met(window, [i, j, p, q], dx.shape.slice(2));
          if (at) to.add([n, c, ...at], from.get([n, c, i, j]));
        }
      to.store();
    },
    normalize(x, weight, bias, overBatch, eps, y, mean, variance) {
      const [from, to] = [open(x), open(y)];
      const [centers, spreads] = [cleared(mean), cleared(variance)];
      const [scales, shifts] = [weight && open(weight), bias && open(bias)];
      const count = sizeOf(x.shape) / sizeOf(mean.shape);
      const places = [...indices(x.shape)] as [number, number, number, number][];
      const groupOf = ([n, g]: Index): number[] => [overBatch ? 0 : n!, g!, 0, 0];
      for (const at of places) centers.add(groupOf(at), from.get(at) / count);
      for (const at of places)
        spreads.add(groupOf(at), (from.get(at) - centers.get(groupOf(at))) ** 2 / count);
      for (const at of places) {
        const own = [0, at[1], at[2], 0];
        const normal = (from.get(at) - centers.get(groupOf(at))) / Math.sqrt(spreads.get(groupOf(at)) + eps);
        to.set(at, normal * (scales?.get(own) ?? 1) + (shifts?.get(own) ?? 0));
      }
      for (const out of [to, centers, spreads]) out.store();
    },
    normalizeGradient(x, mean, variance, weight, dy, overBatch, eps, dx, dweight, dbias) {
      const [from, centers, spreads, slopes] = [open(x), open(mean), open(variance), open(dy)];
      const [to, toWeight, toBias] = [open(dx), cleared(dweight), cleared(dbias)];
      const scales = weight && open(weight);
      const count = sizeOf(x.shape) / sizeOf(mean.shape);
      const places = [...indices(x.shape)] as [number, number, number, number][];
      const parts = places.map((at) => {
        const group = [overBatch ? 0 : at[0], at[1], 0, 0];
        const own = [0, at[1], at[2], 0];
        const inverse = 1 / Math.sqrt(spreads.get(group) + eps);
        const normal = (from.get(at) - centers.get(group)) * inverse;
        return {
          at,
          own,
          group: `${group}`,
          inverse,
          normal,
          slope: slopes.get(at) * (scales?.get(own) ?? 1),
        };
      });
      const sums = new Map<string, [number, number]>();
      for (const { at, own, group, normal, slope } of parts) {
        const [constant, linear] = sums.get(group) ?? [0, 0];
        sums.set(group, [constant + slope / count, linear + (slope * normal) / count]);
        toWeight.add(own, slopes.get(at) * normal);
        toBias.add(own, slopes.get(at));
      }
      for (const { at, group, inverse, normal, slope } of parts) {
        const [constant, linear] = sums.get(group)!;
        to.set(at, inverse * (slope - constant - normal * linear));
      }
      for (const out of [to, toWeight, toBias]) out.store();
    },
    euclideanNorm(x, axes, out) {
      const [from, to] = [open(x), open(out)];
      const lines = new Map<string, number[]>();
      for (const at of indices(x.shape)) {
        const kept = `${at.map((i, axis) => (axes.includes(axis) ? 0 : i))}`;
        if (!lines.has(kept)) lines.set(kept, []);
        lines.get(kept)!.push(from.get(at));
      }
      for (const kept of indices(out.shape)) {
        const line = lines.get(`${kept}`)!;
        to.set(kept, line.some(Number.isNaN) ? Number.NaN : Math.hypot(...line));
      }
      to.store();
    },
    softmax: (x, axis, out) =>
      overLines(x, axis, out, (value, line) => Math.exp(value - Math.max(...line)) / total(line)),
    logSoftmax: (x, axis, out) =>
      overLines(x, axis, out, (value, line) => value - Math.max(...line) - Math.log(total(line))),
    softmaxGradient: (y, dy, axis, dx) =>
      overPairs(y, dy, axis, dx, (value, slope, line, slopes) => {
        const sum = line.reduce((all, other, i) => all + other * slopes[i]!, 0);
        return value * (slope - sum);
      }),
    logSoftmaxGradient: (y, dy, axis, dx) =>
      overPairs(y, dy, axis, dx, (value, slope, _, slopes) => {
        const sum = slopes.reduce((all, other) => all + other, 0);
        return slope - Math.exp(value) * sum;
      }),
    crossEntropy(logits, classes, losses) {
      const [scores, targets, to] = [open(logits), open(classes), open(losses)];
      const size = logits.shape[1]!;
      for (const [n, ...rest] of indices(losses.shape) as Iterable<[number, ...number[]]>) {
        const target = targets.get([n, ...rest]);
        if (target < 0 || target >= size)
          throw new RangeError(`crossEntropy: index ${target} is outside [0, ${size}).`);
        const line = Array.from({ length: size }, (_, c) => scores.get([n, c, ...rest]));
        to.set([n, ...rest], Math.max(...line) + Math.log(total(line)) - line[target]!);
      }
      to.store();
    },
    crossEntropyGradient(logits, classes, dy, dlogits) {
      const [scores, targets, slopes, to] = [open(logits), open(classes), open(dy), open(dlogits)];
      const size = logits.shape[1]!;
      for (const [n, c, ...rest] of indices(logits.shape) as Iterable<[number, number, ...number[]]>) {
        const line = Array.from({ length: size }, (_, i) => scores.get([n, i, ...rest]));
        const share = Math.exp(line[c]! - Math.max(...line)) / total(line);
        const hit = targets.get([n, ...rest]) === c ? 1 : 0;
        to.set([n, c, ...rest], (share - hit) * slopes.get([n, ...rest]));
      }
      to.store();
    },
  };
}
