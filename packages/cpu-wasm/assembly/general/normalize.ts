/*
 * Normalization of groups. A group consists of `segments` runs, `segmentStride` apart. Each run has `parts` blocks of `length` neighboring
 * elements, and all elements of a block have the same weight and bias.
 */

/** Parameters that the forward and the backward kernels share. */
@unmanaged
class NormalizedGroups {
  /** Number of groups with different weights. The weights repeat after it. */
  weightGroups: i32;
  parts: i32;
  length: i32;
  segments: i32;
  /** Elements from the beginning of a group to that of the next. */
  groupStride: i32;
  /** Elements from the beginning of a segment to that of the next. */
  segmentStride: i32;
  eps: f32;
  x: usize;
  means: usize;
  variances: usize;
  /** Weights, or 0 for none. */
  weights: usize;

  /** Bytes from the first group to this one. */
  @inline
  start(group: i32): usize {
    return <usize>(group * this.groupStride) << 2;
  }

  @inline
  mean(group: i32): f32 {
    return load<f32>(this.means + (<usize>group << 2));
  }

  /** 1/√(variance + eps). */
  @inline
  inverseDeviation(group: i32): f32 {
    return 1 / sqrt<f32>(load<f32>(this.variances + (<usize>group << 2)) + this.eps);
  }
}

/** Element of a list of weights or biases, or `otherwise` if there is no list. */
@inline
function factor(list: usize, position: i32, otherwise: f32): f32 {
  return list ? load<f32>(list + (<usize>position << 2)) : otherwise;
}
/** Four neighboring elements of such a list. */
@inline
function factors(list: usize, position: i32, otherwise: f32): v128 {
  return list ? v128.load(list + (<usize>position << 2)) : f32x4.splat(otherwise);
}
/** The first two of four floats, as float64. */
@inline
function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}
/** The last two of four floats, as float64. */
@inline
function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f64>(x, x, 1, 1));
}
/** Sum of two float64s. */
@inline
function both(sums: v128): f64 {
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/** Σ (x − center)^power of a line, in float64. */
@inline
function sumOfPowers(squared: bool, center: f32, count: i32, at: usize): f64 {
  const centers = f32x4.splat(center);
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    let a = v128.load(at);
    let b = v128.load(at, 16);
    if (squared) {
      a = f32x4.sub(a, centers);
      b = f32x4.sub(b, centers);
      a = f32x4.mul(a, a);
      b = f32x4.mul(b, b);
    }
    s0 = f64x2.add(s0, low(a));
    s1 = f64x2.add(s1, high(a));
    s2 = f64x2.add(s2, low(b));
    s3 = f64x2.add(s3, high(b));
    at += 32;
  }
  let sum = both(f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3)));
  for (; i < count; i++) {
    let x = load<f32>(at);
    if (squared) x = (x - center) * (x - center);
    sum += <f64>x;
    at += 4;
  }
  return sum;
}

/** Parameters of `normalizeGroups`. */
@unmanaged
class NormalizeGroups extends NormalizedGroups {
  /** Biases, or 0 for none. */
  biases: usize;
  y: usize;
}

/** y = (x − mean)/√(variance + eps)·weight + bias, with the means and variances. Tasks: groups. */
export function normalizeGroups(p: NormalizeGroups, first: i32, last: i32, scratch: usize): void {
  const parts = p.parts;
  const length = p.length;
  const segments = p.segments;
  const line = parts * length;
  const count = <f64>line * <f64>segments;
  const step = <usize>p.segmentStride << 2;
  const weights = p.weights;
  const biases = p.biases;
  for (let group = first; group < last; group++) {
    const start = p.start(group);
    const x = p.x + start;
    let sum: f64 = 0;
    for (let s = 0; s < segments; s++) sum += sumOfPowers(false, 0, line, x + <usize>s * step);
    const center = <f32>(sum / count);
    sum = 0;
    for (let s = 0; s < segments; s++) sum += sumOfPowers(true, center, line, x + <usize>s * step);
    const position = <usize>group << 2;
    store<f32>(p.means + position, center);
    store<f32>(p.variances + position, <f32>(sum / count));
    const inverse = p.inverseDeviation(group);
    const own = (group % p.weightGroups) * parts;
    for (let s = 0; s < segments; s++) {
      let from = x + <usize>s * step;
      let to = p.y + start + <usize>s * step;
      if (length == 1) {
        writeVaried(parts, center, inverse, weights ? weights + (<usize>own << 2) : 0, biases ? biases + (<usize>own << 2) : 0, from, to);
        continue;
      }
      for (let p = 0; p < parts; p++) {
        writeBlock(length, center, inverse * factor(weights, own + p, 1), factor(biases, own + p, 0), from, to);
        from += <usize>length << 2;
        to += <usize>length << 2;
      }
    }
  }
}

/** (x − center)·scale + shift of a block. */
function writeBlock(count: i32, center: f32, scale: f32, shift: f32, from: usize, to: usize): void {
  const centers = f32x4.splat(center);
  const scales = f32x4.splat(scale);
  const shifts = f32x4.splat(shift);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    v128.store(to, f32x4.add(f32x4.mul(f32x4.sub(v128.load(from), centers), scales), shifts));
    from += 16;
    to += 16;
  }
  for (; i < count; i++) {
    store<f32>(to, (load<f32>(from) - center) * scale + shift);
    from += 4;
    to += 4;
  }
}

/** (x − center)·inverse·weight + bias of a line whose elements have their own weights and biases. */
function writeVaried(count: i32, center: f32, inverse: f32, weights: usize, biases: usize, from: usize, to: usize): void {
  const centers = f32x4.splat(center);
  const inverses = f32x4.splat(inverse);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const scales = f32x4.mul(inverses, factors(weights, i, 1));
    v128.store(to, f32x4.add(f32x4.mul(f32x4.sub(v128.load(from), centers), scales), factors(biases, i, 0)));
    from += 16;
    to += 16;
  }
  for (; i < count; i++) {
    store<f32>(to, (load<f32>(from) - center) * (inverse * factor(weights, i, 1)) + factor(biases, i, 0));
    from += 4;
    to += 4;
  }
}

/** Σ w·g and Σ w·g·(x − center) of a line, as two float64s. Every weight is 1 if the list is 0. */
function gradientSums(count: i32, center: f32, weights: usize, x: usize, g: usize): v128 {
  const centers = f32x4.splat(center);
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let t0 = f64x2.splat(0);
  let t1 = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    let slopes = v128.load(g);
    if (weights) slopes = f32x4.mul(slopes, factors(weights, i, 1));
    const products = f32x4.mul(slopes, f32x4.sub(v128.load(x), centers));
    s0 = f64x2.add(s0, low(slopes));
    s1 = f64x2.add(s1, high(slopes));
    t0 = f64x2.add(t0, low(products));
    t1 = f64x2.add(t1, high(products));
    x += 16;
    g += 16;
  }
  let sum = both(f64x2.add(s0, s1));
  let along = both(f64x2.add(t0, t1));
  for (; i < count; i++) {
    const slope = load<f32>(g) * factor(weights, i, 1);
    sum += <f64>slope;
    along += <f64>(slope * (load<f32>(x) - center));
    x += 4;
    g += 4;
  }
  return f64x2.replace_lane(f64x2.splat(sum), 1, along);
}

/** Parameters of `normalizeGradientGroups` and `normalizeWeightGradient`. */
@unmanaged
class NormalizeGradient extends NormalizedGroups {
  dy: usize;
  dx: usize;
  /** Gradient with respect to the weights. In `normalizeGradientGroups` it is 0 if neither this gradient nor that of the biases is needed. */
  dweight: usize;
  dbias: usize;
  /** Number of groups. */
  groups: i32;
}

/**
 * Gradient with respect to x. If each weight belongs to a single group (parts is 1), it also computes those with respect to weight and bias. Tasks: groups.
 */
export function normalizeGradientGroups(p: NormalizeGradient, first: i32, last: i32, scratch: usize): void {
  const parts = p.parts;
  const length = p.length;
  const segments = p.segments;
  const share = 1 / (<f64>parts * <f64>length * <f64>segments);
  const step = <usize>p.segmentStride << 2;
  const weights = p.weights;
  const bytes = <usize>length << 2;
  for (let group = first; group < last; group++) {
    const start = p.start(group);
    const x = p.x + start;
    const g = p.dy + start;
    const dx = p.dx + start;
    const center = p.mean(group);
    const inverse = p.inverseDeviation(group);
    const own = (group % p.weightGroups) * parts;
    const ownWeights = weights ? weights + (<usize>own << 2) : 0;
    const toWeight = p.dweight;
    let sums = f64x2.splat(0);
    for (let s = 0; s < segments; s++) {
      const shift = <usize>s * step;
      if (toWeight) {
        sums = f64x2.add(sums, gradientSums(length, center, 0, x + shift, g + shift));
      } else if (length == 1) {
        sums = f64x2.add(sums, gradientSums(parts, center, ownWeights, x + shift, g + shift));
      } else {
        for (let p = 0; p < parts; p++) {
          const at = shift + <usize>p * bytes;
          const scale = f64x2.splat(<f64>factor(weights, own + p, 1));
          sums = f64x2.add(sums, f64x2.mul(gradientSums(length, center, 0, x + at, g + at), scale));
        }
      }
    }
    if (toWeight) {
      const position = <usize>own << 2;
      store<f32>(toWeight + position, <f32>(f64x2.extract_lane(sums, 1) * <f64>inverse));
      store<f32>(p.dbias + position, <f32>f64x2.extract_lane(sums, 0));
      sums = f64x2.mul(sums, f64x2.splat(<f64>factor(weights, own, 1)));
    }
    const r = <f64>inverse;
    const constant = <f32>(-r * f64x2.extract_lane(sums, 0) * share);
    const slope = <f32>(-r * r * r * f64x2.extract_lane(sums, 1) * share);
    for (let s = 0; s < segments; s++) {
      const shift = <usize>s * step;
      if (length == 1) {
        writeGradient(parts, center, inverse, ownWeights, constant, slope, x + shift, g + shift, dx + shift);
        continue;
      }
      for (let p = 0; p < parts; p++) {
        const at = shift + <usize>p * bytes;
        const scale = inverse * factor(weights, own + p, 1);
        writeGradient(length, center, scale, 0, constant, slope, x + at, g + at, dx + at);
      }
    }
  }
}

/** scale·weight·g + constant + slope·(x − center). */
function writeGradient(
  count: i32,
  center: f32,
  scale: f32,
  weights: usize,
  constant: f32,
  slope: f32,
  x: usize,
  g: usize,
  to: usize,
): void {
  const centers = f32x4.splat(center);
  const scales = f32x4.splat(scale);
  const constants = f32x4.splat(constant);
  const slopes = f32x4.splat(slope);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    let factorsOfG = scales;
    if (weights) factorsOfG = f32x4.mul(scales, factors(weights, i, 1));
    const own = f32x4.add(f32x4.mul(factorsOfG, v128.load(g)), constants);
    v128.store(to, f32x4.add(own, f32x4.mul(slopes, f32x4.sub(v128.load(x), centers))));
    x += 16;
    g += 16;
    to += 16;
  }
  for (; i < count; i++) {
    const own = scale * factor(weights, i, 1) * load<f32>(g) + constant;
    store<f32>(to, own + slope * (load<f32>(x) - center));
    x += 4;
    g += 4;
    to += 4;
  }
}

/** Gradients with respect to weights and biases that many groups of one segment share. Tasks: four neighboring weights. */
export function normalizeWeightGradient(p: NormalizeGradient, first: i32, last: i32, scratch: usize): void {
  const parts = p.parts;
  const length = p.length;
  const wrap = p.weightGroups;
  const total = wrap * parts;
  for (let task = first; task < last; task++) {
    const end = min(4 * task + 4, total);
    let position = 4 * task;
    if (length == 1 && wrap == 1 && position + 4 <= end) {
      fourColumns(p, position);
      continue;
    }
    for (; position < end; position++) oneWeight(p, position);
  }
}

/** Gradients of one weight and bias: sums over the blocks of every group that uses them. */
function oneWeight(p: NormalizeGradient, position: i32): void {
  const parts = p.parts;
  const length = p.length;
  const groups = p.groups;
  const wrap = p.weightGroups;
  const shift = <usize>((position % parts) * length) << 2;
  let ofBias: f64 = 0;
  let ofWeight: f64 = 0;
  for (let group = position / parts; group < groups; group += wrap) {
    const at = p.start(group) + shift;
    const center = p.mean(group);
    const sums = gradientSums(length, center, 0, p.x + at, p.dy + at);
    ofBias += f64x2.extract_lane(sums, 0);
    ofWeight += f64x2.extract_lane(sums, 1) * <f64>p.inverseDeviation(group);
  }
  store<f32>(p.dweight + (<usize>position << 2), <f32>ofWeight);
  store<f32>(p.dbias + (<usize>position << 2), <f32>ofBias);
}

/** Gradients of four neighboring weights and biases, each of which belongs to one element of every group. */
function fourColumns(p: NormalizeGradient, position: i32): void {
  const groups = p.groups;
  const stride = p.start(1);
  let x = p.x + (<usize>position << 2);
  let g = p.dy + (<usize>position << 2);
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let t0 = f64x2.splat(0);
  let t1 = f64x2.splat(0);
  for (let group = 0; group < groups; group++) {
    const center = f32x4.splat(p.mean(group));
    const slopes = v128.load(g);
    const normal = f32x4.mul(f32x4.sub(v128.load(x), center), f32x4.splat(p.inverseDeviation(group)));
    const products = f32x4.mul(slopes, normal);
    s0 = f64x2.add(s0, low(slopes));
    s1 = f64x2.add(s1, high(slopes));
    t0 = f64x2.add(t0, low(products));
    t1 = f64x2.add(t1, high(products));
    x += stride;
    g += stride;
  }
  storeFour(p.dweight + (<usize>position << 2), t0, t1);
  storeFour(p.dbias + (<usize>position << 2), s0, s1);
}

@inline
function storeFour(to: usize, a: v128, b: v128): void {
  v128.store(to, v128.shuffle<f64>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 2));
}
