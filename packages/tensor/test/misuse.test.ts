import { describe, expect, test } from "vitest";
import * as tensorPackage from "../src/index.ts";

/** The package as untyped code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: calls that the compiler would refuse are tested.
const t: any = tensorPackage;
const x = t.tensor([
  [1, 2],
  [3, 4],
]);
const P = Promise.resolve(x);
const rng = new t.Rng(1);

describe("misuse in plain JavaScript is named by the function that was called", () => {
  test.each<[() => unknown, string]>([
    [() => t.zeros(2, 3), "zeros: sizes must be an array: got 2. Use brackets: [2, 3]."],
    [() => t.zeros("2"), 'zeros: sizes must be an array: got "2". Use brackets: [2, 3].'],
    [() => t.zeros(), "zeros: sizes must be an array: got undefined. Use brackets: [2, 3]."],
    [
      () => t.zeros([2], "int32"),
      'zeros: options must be an object: got "int32". Pass them by name: { dtype, backend, rng }.',
    ],
    [
      () => t.zeros([2], { dtype: "float16" }),
      'zeros: there is no dtype "float16". Use one of float32, float64, int32, bool.',
    ],
    [() => t.ones([2], { type: "x" }), "ones: there is no option type. Did you mean dtype?"],
    [() => t.full([2]), "full: the value must be a number: got undefined. Write full(shape, 0)."],
    [() => t.full([2], "a"), 'full: the value must be a number: got "a". Write full(shape, 0).'],
    [() => t.full(3, [2]), "full: the value must be a number: got an array. Write full(shape, 0)."],
    [() => t.tensor(), "tensor: elements must be numbers or booleans: found undefined."],
    [
      () => t.tensor([1, 2], "int32"),
      'tensor: options must be an object: got "int32". Pass them by name: { shape, dtype, backend }.',
    ],
    [
      () => t.tensor([1, 2], { dtype: "float16" }),
      'tensor: there is no dtype "float16". Use one of float32, float64, int32, bool.',
    ],
    [
      () => t.tensor([1, 2], [2]),
      "tensor: options must be an object: got an array. Pass them by name: { shape, dtype, backend }.",
    ],
    [() => t.tensor(x), "tensor: elements must be numbers or booleans: found an instance of Tensor."],
    [() => t.tensor("ab"), 'tensor: elements must be numbers or booleans: found "ab".'],
    [() => t.tensor({}), "tensor: elements must be numbers or booleans: found a plain object."],
    [() => t.tensor([1, 2], { shape: 2 }), "tensor: sizes must be an array: got 2. Use brackets: [2, 3]."],
    [
      () => t.tensor([1], { backend: "x" }),
      'tensor: expected a backend: got "x". Pass referenceBackend, or await createWasmBackend().',
    ],
    [
      () => t.tensor([1], { backend: P }),
      "tensor: expected a backend: got an instance of Promise. Await it: await createWasmBackend().",
    ],
    [
      () => t.tensor(P),
      "tensor: elements must be numbers or booleans: found an instance of Promise. Await it.",
    ],
    [() => t.tensor([1n]), "tensor: elements must be numbers or booleans: found 1."],
    [() => t.zerosLike([1]), "zerosLike: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.arange(3), "arange: start, stop and step must be finite and step not 0: got 3, undefined, 1."],
    [() => t.arange(0, "a"), 'arange: start, stop and step must be finite and step not 0: got 0, "a", 1.'],
    [
      () => t.arange(0, 4, 2),
      "arange: options must be an object: got 2. Pass them by name: { step, dtype, backend }.",
    ],
    [() => t.linspace(0, 1), "linspace: count must be a whole number of at least 1: got undefined."],
    [
      () => t.linspace(0, 1, 3, "float32"),
      'linspace: options must be an object: got "float32". Pass them by name: { dtype, backend }.',
    ],
    [() => t.eye("a"), 'eye: sizes must be whole numbers of at least 0: got ["a", "a"].'],
    [
      () => t.eye(2, { dtype: "int32" }),
      "eye: sizes must be whole numbers of at least 0: got [2, a plain object].",
    ],
    [
      () => t.setDefaultBackend(P),
      "setDefaultBackend: expected a backend: got an instance of Promise. Await it: await createWasmBackend().",
    ],
    [
      () => t.setDefaultBackend(),
      "setDefaultBackend: expected a backend: got undefined. Pass referenceBackend, or await createWasmBackend().",
    ],
    [
      () => t.setDefaultBackend("cpu"),
      'setDefaultBackend: expected a backend: got "cpu". Pass referenceBackend, or await createWasmBackend().',
    ],
    [
      () => t.add(x),
      "add: expected tensors (and numbers beside at least one tensor): found undefined as operand 1. Make one with tensor(…).",
    ],
    [
      () => t.add(x, [1, 2]),
      "add: expected tensors (and numbers beside at least one tensor): found an array as operand 1. Make one with tensor(…).",
    ],
    [
      () => t.add(1, 2),
      "add: expected tensors (and numbers beside at least one tensor): found only numbers. Make one with tensor(…).",
    ],
    [
      () => t.add(P, x),
      "add: expected tensors (and numbers beside at least one tensor): found an instance of Promise as operand 0. Await it.",
    ],
    [
      () => t.exp(1),
      "exp: expected tensors (and numbers beside at least one tensor): found only numbers. Make one with tensor(…).",
    ],
    [
      () => t.exp([1]),
      "exp: expected tensors (and numbers beside at least one tensor): found an array as operand 0. Make one with tensor(…).",
    ],
    [
      () => t.exp(),
      "exp: expected tensors (and numbers beside at least one tensor): found undefined as operand 0. Make one with tensor(…).",
    ],
    [
      () => t.matmul(x, [1, 2, 3]),
      "matmul: the right operand must be a tensor: got an array. Make one with tensor(…).",
    ],
    [
      () => t.matmul(x),
      "matmul: the right operand must be a tensor: got undefined. Make one with tensor(…).",
    ],
    [
      () => t.matmul(P, x),
      "matmul: the left operand must be a tensor: got an instance of Promise. Await it.",
    ],
    [
      () => t.matmul([1], x),
      "matmul: the left operand must be a tensor: got an array. Make one with tensor(…).",
    ],
    [() => t.sum([1]), "sum: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.sum(P), "sum: x must be a tensor: got an instance of Promise. Await it."],
    [() => t.mean([1]), "mean: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.max(), "max: x must be a tensor: got undefined. Make one with tensor(…)."],
    [() => t.argmax([1]), "argmax: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.variance([1]), "variance: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.logsumexp([1]), "logsumexp: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.softmax([1]), "softmax: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.norm([1]), "norm: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.any([1]), "any: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.reshape(x, 3, 1), "reshape: sizes must be an array: got 3. Use brackets: [2, 3]."],
    [() => t.reshape(x), "reshape: sizes must be an array: got undefined. Use brackets: [2, 3]."],
    [() => t.reshape([1], [1]), "reshape: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.reshape(x, "4"), 'reshape: sizes must be an array: got "4". Use brackets: [2, 3].'],
    [() => t.permute(x, 1, 0), "permute: dims must be an array: got 1. Use brackets: [1, 0]."],
    [() => t.permute(x), "permute: dims must be an array: got undefined. Use brackets: [1, 0]."],
    [() => t.permute([1], [0]), "permute: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.transpose([1]), "transpose: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.transpose(x, [1, 0]),
      "transpose: dim must be a number, passed by position: got an array. Write transpose(x, 0).",
    ],
    [() => t.expand(x, 2, 2), "expand: sizes must be an array: got 2. Use brackets: [2, 3]."],
    [() => t.expand(x), "expand: sizes must be an array: got undefined. Use brackets: [2, 3]."],
    [() => t.expand([1], [1]), "expand: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.flatten([1]), "flatten: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.flatten(x, "a"),
      'flatten: dim must be a number, passed by position: got "a". Write flatten(x, 0).',
    ],
    [() => t.squeeze([1]), "squeeze: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.squeeze(x, "0"),
      'squeeze: dim must be a number, passed by position: got "0". Write squeeze(x, 0).',
    ],
    [
      () => t.unsqueeze(x),
      "unsqueeze: dim must be a number, passed by position: got undefined. Write unsqueeze(x, 0).",
    ],
    [() => t.unsqueeze([1], 0), "unsqueeze: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.slice(x, 1), "slice: ranges must be an array: got 1. Use brackets: [null, [0, 2]]."],
    [() => t.slice(x), "slice: ranges must be an array: got undefined. Use brackets: [null, [0, 2]]."],
    [
      () => t.slice(x, ["a"]),
      'slice: a range must be null, a number or [start, stop, step]: got "a". Write slice(x, [null, [0, 2]]) for the first two columns.',
    ],
    [() => t.slice([1], [0]), "slice: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.slice(x, [{}]),
      "slice: a range must be null, a number or [start, stop, step]: got a plain object. Write slice(x, [null, [0, 2]]) for the first two columns.",
    ],
    [() => t.flip([1]), "flip: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.concat(x, x),
      "concat: tensors must be an array: got an instance of Tensor. Use brackets: [a, b].",
    ],
    [() => t.concat([x, 1]), "concat: tensor 1 must be a tensor: got 1. Make one with tensor(…)."],
    [() => t.concat(), "concat: tensors must be an array: got undefined. Use brackets: [a, b]."],
    [() => t.stack(x), "stack: tensors must be an array: got an instance of Tensor. Use brackets: [a, b]."],
    [() => t.stack([x, [1]]), "stack: tensor 1 must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.split(x), "split: sizes must be an array: got undefined. Use brackets: [2, 3]."],
    [() => t.split([1], 1), "split: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.split(x, "1"), 'split: sizes must be an array: got "1". Use brackets: [2, 3].'],
    [() => t.gather(x, 0, [0]), "gather: index must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.gather(x, 0, x), 'gather: indices must be int32: got float32. Cast them: cast(index, "int32").'],
    [
      () => t.indexSelect(x, 0, [0]),
      "indexSelect: index must be a tensor: got an array. Make one with tensor(…).",
    ],
    [() => t.indexSelect(x, 0, 1), "indexSelect: index must be a tensor: got 1. Make one with tensor(…)."],
    [
      () => t.scatterAdd(x, 0, [0], x),
      "scatterAdd: index must be a tensor: got an array. Make one with tensor(…).",
    ],
    [() => t.oneHot([1], 2), "oneHot: index must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.oneHot(t.tensor([1], { dtype: "int32" })),
      "oneHot: numClasses must be a whole number of at least 1: got undefined.",
    ],
    [
      () => t.cast(x, "float16"),
      'cast: there is no dtype "float16". Use one of float32, float64, int32, bool.',
    ],
    [() => t.cast(x), "cast: there is no dtype undefined. Use one of float32, float64, int32, bool."],
    [() => t.cast([1], "int32"), "cast: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.cast(x, { dtype: "int32" }),
      "cast: there is no dtype a plain object. Use one of float32, float64, int32, bool.",
    ],
    [
      () => t.where(true, x, x),
      "where: expected tensors (and numbers beside at least one tensor): found true as operand 0. Make one with tensor(…).",
    ],
    [
      () => t.where(x),
      "where: expected tensors (and numbers beside at least one tensor): found undefined as operand 1. Make one with tensor(…).",
    ],
    [
      () => t.clip(x),
      "clip: expected tensors (and numbers beside at least one tensor): found undefined as operand 1. Make one with tensor(…).",
    ],
    [
      () => t.clip([1], 0, 1),
      "clip: expected tensors (and numbers beside at least one tensor): found an array as operand 0. Make one with tensor(…).",
    ],
    [
      () => t.clip(x, { min: 0 }),
      "clip: expected tensors (and numbers beside at least one tensor): found a plain object as operand 1. Make one with tensor(…).",
    ],
    [() => t.cumsum([1], 0), "cumsum: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.cumsum(x),
      "cumsum: dim must be a number, passed by position: got undefined. Write cumsum(x, 0).",
    ],
    [() => t.sort([1]), "sort: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.topK(x), "topK: k must be a whole number in [0, 2], the size of dimension -1: got undefined."],
    [() => t.topK([1], 1), "topK: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.topK(x, "1"), 'topK: k must be a whole number in [0, 2], the size of dimension -1: got "1".'],
    [
      () => t.einsum(x, x),
      'einsum: the equation must be a string: got an instance of Tensor. Write einsum("ij,jk->ik", a, b).',
    ],
    [() => t.einsum("ij->ji"), 'einsum: "ij->ji": it has 1 terms for 0 operands.'],
    [
      () => t.einsum("ij->ji", [1]),
      "einsum: operand 0 must be a tensor: got an array. Make one with tensor(…).",
    ],
    [
      () => t.einsum("ij,jk->ik", [x, x]),
      "einsum: operand 0 must be a tensor: got an array. Make one with tensor(…).",
    ],
    [() => t.linear(x), "linear: weight must be a tensor: got undefined. Make one with tensor(…)."],
    [() => t.linear(x, x, t.tensor([1, 1])), "linear: there is no option view. Use one of bias."],
    [() => t.linear(x, x, { bais: x }), "linear: there is no option bais. Use one of bias."],
    [() => t.linear([1], x), "linear: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.linear(x, x, { bias: [1, 1] }),
      "linear: bias must be a tensor: got an array. Make one with tensor(…).",
    ],
    [
      () => t.conv2d(x, x),
      "conv2d: needs images [N, C, H, W]: got [2, 2]. Use unsqueeze for a missing dimension.",
    ],
    [() => t.conv2d([1], x), "conv2d: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.conv2d(t.zeros([1, 1, 4, 4]), t.zeros([1, 1, 3, 3]), { pad: 1 }),
      "conv2d: there is no option pad. Did you mean padding?",
    ],
    [
      () => t.conv2d(t.zeros([1, 1, 4, 4]), t.zeros([1, 1, 3, 3]), 1),
      "conv2d: options must be an object: got 1. Pass them by name: { stride, padding, dilation, groups, bias }.",
    ],
    [
      () => t.conv2d(t.zeros([1, 1, 4, 4]), t.zeros([1, 1, 3, 3]), { padding: "same" }),
      'conv2d: padding must be a whole number of at least 0, or a pair of them: got ["same", "same"].',
    ],
    [
      () => t.conv2d(t.zeros([1, 1, 4, 4]), t.zeros([1, 1, 3, 3]), { stride: "2" }),
      'conv2d: stride must be a whole number of at least 1, or a pair of them: got ["2", "2"].',
    ],
    [
      () => t.conv2d(t.zeros([1, 1, 4, 4]), t.zeros([1, 1, 3, 3]), { bias: [1] }),
      "conv2d: bias must be a tensor: got an array. Make one with tensor(…).",
    ],
    [() => t.conv1d([1], x), "conv1d: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.convTranspose2d(t.zeros([1, 1, 4, 4]), t.zeros([1, 1, 3, 3]), { strides: 2 }),
      "convTranspose2d: there is no option strides. Did you mean stride?",
    ],
    [
      () => t.maxPool2d(t.zeros([1, 1, 4, 4])),
      "maxPool2d: kernel size must be a whole number of at least 1, or a pair of them: got [undefined, undefined].",
    ],
    [
      () => t.maxPool2d(t.zeros([1, 1, 4, 4]), 2, 2),
      "maxPool2d: options must be an object: got 2. Pass them by name: { stride, padding, dilation, ceilMode }.",
    ],
    [
      () => t.maxPool2d(t.zeros([1, 1, 4, 4]), { kernel: 2 }),
      "maxPool2d: kernel size must be a whole number of at least 1, or a pair of them: got [a plain object, a plain object].",
    ],
    [() => t.maxPool2d([1], 2), "maxPool2d: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.avgPool2d(t.zeros([1, 1, 4, 4]), 2, { strides: 2 }),
      "avgPool2d: there is no option strides. Did you mean stride?",
    ],
    [
      () => t.adaptiveAvgPool2d(t.zeros([1, 1, 4, 4])),
      "adaptiveAvgPool2d: output size must be a whole number of at least 1, or a pair of them: got [undefined, undefined].",
    ],
    [
      () => t.adaptiveAvgPool2d([1], 1),
      "adaptiveAvgPool2d: x must be a tensor: got an array. Make one with tensor(…).",
    ],
    [() => t.pad(x, 1), "pad: padding must be an array: got 1. Use brackets: [[1, 1], [0, 0]]."],
    [() => t.pad(x), "pad: padding must be an array: got undefined. Use brackets: [[1, 1], [0, 0]]."],
    [() => t.pad([1], []), "pad: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () =>
        t.pad(
          x,
          [
            [1, 1],
            [1, 1],
          ],
          { mod: "reflect" },
        ),
      "pad: there is no option mod. Did you mean mode?",
    ],
    [
      () =>
        t.pad(
          x,
          [
            [1, 1],
            [1, 1],
          ],
          { mode: "same" },
        ),
      'pad: unknown mode "same". Use "constant", "reflect", "replicate" or "circular".',
    ],
    [() => t.tile(x, 2), "tile: repeats must be an array: got 2. Use brackets: [2, 3]."],
    [() => t.tile([1], [2]), "tile: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.batchNorm([1]), "batchNorm: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.layerNorm([1], [1]), "layerNorm: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.layerNorm(x, [2], { epsilon: 1 }),
      "layerNorm: dims must be a whole number from 1 to the rank of x, 2: got an array.",
    ],
    [
      () => t.groupNorm(x),
      "groupNorm: groups must be a whole number that divides the 2 channels: got undefined.",
    ],
    [
      () => t.normal([2]),
      "normal: rng must be an Rng, to draw from: got undefined. Pass { rng: new Rng(42) }, or a fork of one.",
    ],
    [() => t.normal(2, { rng }), "normal: sizes must be an array: got 2. Use brackets: [2, 3]."],
    [
      () => t.normal([2], rng),
      "normal: rng must be an Rng, to draw from: got undefined. Pass { rng: new Rng(42) }, or a fork of one.",
    ],
    [
      () => t.normal([2], { rng, sigma: 1 }),
      "normal: there is no option sigma. Use one of mean, std, rng, dtype, backend.",
    ],
    [
      () => t.uniform([2]),
      "uniform: rng must be an Rng, to draw from: got undefined. Pass { rng: new Rng(42) }, or a fork of one.",
    ],
    [
      () => t.uniform([2], { rng, min: 1 }),
      "uniform: there is no option min. Use one of low, high, rng, dtype, backend.",
    ],
    [
      () => t.randomInt([16], { low: 0, high: 3 }),
      "randomInt: needs whole numbers low < high at most 2^24 apart, within int32: got a plain object and undefined. Write randomInt(shape, low, high, { rng }).",
    ],
    [
      () => t.randomInt([2], 0, 3),
      "randomInt: rng must be an Rng, to draw from: got undefined. Pass { rng: new Rng(42) }, or a fork of one.",
    ],
    [() => t.bernoulli([2], { rng }), "bernoulli: p must be a probability in [0, 1]: got a plain object."],
    [
      () => t.bernoulli([2], 0.5),
      "bernoulli: rng must be an Rng, to draw from: got undefined. Pass { rng: new Rng(42) }, or a fork of one.",
    ],
    [
      () => t.softmaxCrossEntropy(x),
      "softmaxCrossEntropy: classes must be a tensor: got undefined. Make one with tensor(…).",
    ],
    [
      () => t.softmaxCrossEntropy(x, [0, 1]),
      "softmaxCrossEntropy: classes must be a tensor: got an array. Make one with tensor(…).",
    ],
    [() => t.scope(), "scope: expected a function: got undefined. Write scope(() => …)."],
    [() => t.scope(1), "scope: expected a function: got 1. Write scope(() => …)."],
    [
      () => t.scope(async () => 1),
      "scope: the function returned a promise: what runs after its first await would escape. Pass a synchronous function, and await before or after it.",
    ],
    [() => t.keep(1), "keep: x must be a tensor: got 1. Make one with tensor(…)."],
    [() => t.keep(), "keep: x must be a tensor: got undefined. Make one with tensor(…)."],
    [() => t.release(1), "release: x must be a tensor: got 1. Make one with tensor(…)."],
    [
      () => new t.Rng(),
      "Rng: the seed must be a whole number below 2^53: got undefined. Pass a number: new Rng(42).",
    ],
    [
      () => new t.Rng("a"),
      'Rng: the seed must be a whole number below 2^53: got "a". Pass a number: new Rng(42).',
    ],
    [
      () => new t.Rng(1.5),
      "Rng: the seed must be a whole number below 2^53: got 1.5. Pass a number: new Rng(42).",
    ],
    [
      () => rng.fork(),
      'Rng.fork: the name must be a string or a number: got undefined. Write rng.fork("init").',
    ],
    [
      () => rng.fork({}),
      'Rng.fork: the name must be a string or a number: got a plain object. Write rng.fork("init").',
    ],
    [() => new t.Slot(1), "Slot: its value must be a tensor: got 1. Make one with tensor(…)."],
    [
      () => {
        const s = new t.Slot(t.tensor(1));
        s.value = 1;
      },
      "Slot: its value must be a tensor: got 1. Make one with tensor(…).",
    ],
    [
      () => t.elementwise(),
      'elementwise: expected a name and a formula: got undefined. Write elementwise("double", (s, x) => s.mul(x, 2)).',
    ],
    [
      () => t.elementwise("a"),
      'elementwise: expected a name and a formula: got undefined. Write elementwise("double", (s, x) => s.mul(x, 2)).',
    ],
    [
      () => t.elementwise("a", 1),
      'elementwise: expected a name and a formula: got 1. Write elementwise("double", (s, x) => s.mul(x, 2)).',
    ],
    [
      () => t.elementwiseMany("a"),
      'elementwiseMany: expected a name and a formula: got undefined. Write elementwiseMany("double", (s, x) => s.mul(x, 2)).',
    ],
    [() => t.alias([1]), "alias: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.stopGradient([1]), "stopGradient: x must be a tensor: got an array. Make one with tensor(…)."],
    [() => t.contiguous([1]), "contiguous: x must be a tensor: got an array. Make one with tensor(…)."],
    [
      () => t.isNaN([1]),
      "isNaN: expected tensors (and numbers beside at least one tensor): found an array as operand 0. Make one with tensor(…).",
    ],
    [
      () => t.eq(x),
      "eq: expected tensors (and numbers beside at least one tensor): found undefined as operand 1. Make one with tensor(…).",
    ],
    [
      () => t.logicalNot([1]),
      "logicalNot: expected tensors (and numbers beside at least one tensor): found an array as operand 0. Make one with tensor(…).",
    ],
    [
      () => t.withRecorder(1),
      "withRecorder: expected a function: got undefined. Write withRecorder(() => …).",
    ],
    [() => t.unrecorded(), "unrecorded: expected a function: got undefined. Write unrecorded(() => …)."],
    [
      () => t.conv2dOutputSize(1),
      "conv2dOutputSize: options must be an object: got undefined. Pass them by name: { kernel, stride, padding, dilation, ceilMode }.",
    ],
    [() => rng.int("3"), 'Rng.int: the bound must be a whole number in [1, 2^32]: got "3".'],
    [
      () => t.split(x, Number.NaN, 0),
      "split: the size of a part must be a whole number of at least 1: got NaN.",
    ],
    [
      () => t.elementwise("nothing", () => ({}))(x),
      "nothing: its formula gave a plain object. Return an expression; s.constant makes one of a number.",
    ],
    [() => t.tensor(1).pipe("sum"), 'pipe: op must be a function: got "sum". Write x.pipe(matmul, w).'],
    [() => t.tensor(1).pipe(), "pipe: op must be a function: got undefined. Write x.pipe(matmul, w)."],
    [
      () => t.tensor(1).pipe({ forward: (input: unknown) => input }),
      "pipe: op must be a function: got a plain object. Write x.pipe((input) => layer.forward(input)).",
    ],
    [() => x.item(), "item: the tensor has 4 elements, shape [2, 2]. Reduce it to one first."],
    [
      () => t.square([1]),
      "square: expected tensors (and numbers beside at least one tensor): found an array as operand 0. Make one with tensor(…).",
    ],
    [
      () => t.pow(x),
      "pow: expected tensors (and numbers beside at least one tensor): found undefined as operand 1. Make one with tensor(…).",
    ],
    [
      () => t.pow(x, "2"),
      'pow: expected tensors (and numbers beside at least one tensor): found "2" as operand 1. Make one with tensor(…).',
    ],
    [
      () => t.floorDivide(x),
      "floorDivide: expected tensors (and numbers beside at least one tensor): found undefined as operand 1. Make one with tensor(…).",
    ],
  ])("%s", (call, message) => {
    let error: unknown;
    try {
      call();
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toBe(message);
  });
});

describe("misuse of what is asynchronous", () => {
  test.each<[() => Promise<unknown>, string]>([
    [
      () => t.toBackend(x),
      "toBackend: expected a backend: got undefined. Pass referenceBackend, or await createWasmBackend().",
    ],
    [
      () => t.toBackend(x, P),
      "toBackend: expected a backend: got an instance of Promise. Await it: await createWasmBackend().",
    ],
    [
      () => t.toBackend([1], t.defaultBackend()),
      "toBackend: x must be a tensor: got an array. Make one with tensor(…).",
    ],
  ])("%s", async (call, message) => {
    await expect(call()).rejects.toThrow(new TypeError(message));
  });
});
