import { inWords } from "../checks/in-words.ts";
import { requireTensor } from "../checks/require-tensor.ts";
import { eye } from "../create.ts";
import { ShapeError } from "../errors.ts";
import { runViewOp, type ViewOp } from "../op.ts";
import { scope } from "../scope.ts";
import { formatShape, type Shape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { matmul } from "./matmul.ts";
import { where } from "./select.ts";
import { sum } from "./sum.ts";
import { permute, reshape, unsqueeze } from "./view-ops.ts";

/** Tensor with a label for each dimension. */
interface Labeled {
  readonly labels: readonly string[];
  readonly x: Tensor;
}

/** Labels of the dimensions of an ellipsis, which are not letters. They are numbered from the last, so that they align. */
function ellipsisLabels(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `.${count - 1 - i}`);
}

function invalid(equation: string, reason: string): ShapeError {
  return new ShapeError(`einsum: "${equation}": ${reason}`);
}

function unequal(equation: string, label: string, size: number, shape: Shape, dim: number): ShapeError {
  return invalid(equation, `"${label}" is ${size} in one place and ${shape[dim]} in ${formatShape(shape)}.`);
}

/** Labels of the dimensions of one operand, from its term of the equation. */
function labelsOf(equation: string, term: string, rank: number): string[] {
  if (!/^[a-zA-Z]*(\.\.\.)?[a-zA-Z]*$/.test(term)) {
    throw invalid(equation, `"${term}" may hold letters and one "..." only.`);
  }
  const [before = "", after] = term.split("...");
  const named = before.length + (after?.length ?? 0);
  if (after === undefined ? named !== rank : named > rank) {
    throw invalid(equation, `"${term}" names ${named} dimensions of an operand that has ${rank}.`);
  }
  return after === undefined ? [...before] : [...before, ...ellipsisLabels(rank - named), ...after];
}

/** Labels of the result in an equation without "->": the ellipsis, then the letters that occur once, in alphabetical order. */
function implicitLabels(terms: readonly string[][]): string[] {
  const all = terms.flat();
  const dots = [...new Set(all.filter((label) => label.startsWith(".")))].sort().reverse();
  const letters = all.filter(
    (label) => !label.startsWith(".") && all.filter((other) => other === label).length === 1,
  );
  return [...dots, ...letters.sort()];
}

/** Diagonal of two dimensions of equal size: the elements with the same index in both. The first of the two dimensions stays. */
const diagonalOp: ViewOp<readonly [first: number, second: number]> = {
  name: "diagonal",
  view: (x, [first, second]) => ({
    ...x,
    shape: x.shape.toSpliced(second, 1),
    strides: x.strides.with(first, x.strides[first]! + x.strides[second]!).toSpliced(second, 1),
  }),
  vjp: ({ inputs: [x], attributes: [first, second] }, [g]) => {
    if (!g) return [];
    const size = x!.shape[first]!;
    const shape = x!.shape.map((_, i) => (i === first || i === second ? size : 1));
    const identity = reshape(eye(size, size, { dtype: "bool", backend: x!.backend }), shape);
    return [where(identity, unsqueeze(g, second), 0)];
  },
};

/** Replaces a label that occurs twice in one operand by its diagonal. */
function takeDiagonals(equation: string, { labels, x }: Labeled): Labeled {
  const second = labels.findIndex((label, i) => labels.indexOf(label) < i);
  if (second < 0) return { labels, x };
  const first = labels.indexOf(labels[second]!);
  const size = x.shape[first]!;
  if (size !== x.shape[second]) throw unequal(equation, labels[second]!, size, x.shape, second);
  const diagonal = runViewOp(diagonalOp, x, [first, second]);
  return takeDiagonals(equation, { labels: labels.toSpliced(second, 1), x: diagonal });
}

/** Sums over the labels that are not needed later. */
function sumOut({ labels, x }: Labeled, needed: ReadonlySet<string>): Labeled {
  const gone = labels.flatMap((label, i) => (needed.has(label) ? [] : [i]));
  if (gone.length === 0) return { labels, x };
  return { labels: labels.filter((label) => needed.has(label)), x: sum(x, gone) };
}

/** Reorders the dimensions and merges each group of them into one: a batch of matrices. */
function asMatrices({ labels, x }: Labeled, groups: readonly (readonly string[])[]): Tensor {
  const ordered = permute(
    x,
    groups.flat().map((label) => labels.indexOf(label)),
  );
  return reshape(
    ordered,
    groups.map((group) => sizeOf(group.map((label) => x.shape[labels.indexOf(label)]!))),
  );
}

/** Contracts two operands by one batched matrix product and keeps the labels in `needed`. */
function contract(left: Labeled, right: Labeled, needed: ReadonlySet<string>): Labeled {
  const a = sumOut(left, new Set([...needed, ...right.labels]));
  const b = sumOut(right, new Set([...needed, ...left.labels]));
  const shared = a.labels.filter((label) => b.labels.includes(label));
  const batch = shared.filter((label) => needed.has(label));
  const inner = shared.filter((label) => !needed.has(label));
  const rows = a.labels.filter((label) => !shared.includes(label));
  const columns = b.labels.filter((label) => !shared.includes(label));
  const product = matmul(asMatrices(a, [batch, rows, inner]), asMatrices(b, [batch, inner, columns]));
  const sizes = [
    ...[...batch, ...rows].map((label) => a.x.shape[a.labels.indexOf(label)]!),
    ...columns.map((label) => b.x.shape[b.labels.indexOf(label)]!),
  ];
  return { labels: [...batch, ...rows, ...columns], x: reshape(product, sizes) };
}

/** Size of each label. A size of 1 broadcasts to any other. */
function sizesOf(equation: string, operands: readonly Labeled[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { labels, x } of operands) {
    for (const [i, label] of labels.entries()) {
      const size = x.shape[i]!;
      const known = sizes.get(label) ?? 1;
      if (size !== known && size !== 1 && known !== 1) throw unequal(equation, label, known, x.shape, i);
      sizes.set(label, known === 1 ? size : known);
    }
  }
  return sizes;
}

/** Drops the dimensions that broadcast: the product of all operands is the same without them. */
function withoutRepeated({ labels, x }: Labeled, sizes: ReadonlyMap<string, number>): Labeled {
  return sumOut({ labels, x }, new Set(labels.filter((label, i) => x.shape[i] === sizes.get(label))));
}

function checkResult(equation: string, labels: readonly string[][], result: readonly string[]): void {
  const known = new Set(labels.flat());
  const odd = result.find((label, i) => !known.has(label) || result.indexOf(label) < i);
  if (odd !== undefined)
    throw invalid(equation, `"${odd}" of the result must occur in an operand, and once in the result.`);
}

/**
 * Sums of products over named dimensions (Einstein summation).
 *
 * "ij,jk->ik" is a matrix product, "ii->i" a diagonal, "bij->bji" a transpose, "i,j->ij" an outer product. Letters that
 * are not in the result are summed over. Without "->" the result has the letters that occur once, in alphabetical
 * order. "..." stands for any number of dimensions, which are also summed over if the result does not contain it. Sizes
 * of 1 broadcast.
 *
 * @throws {ShapeError} If the equation does not fit the operands.
 */
export function einsum(equation: string, ...operands: readonly Tensor[]): Tensor {
  if (typeof equation !== "string") {
    throw new TypeError(
      `einsum: the equation must be a string: got ${inWords(equation)}. Write einsum("ij,jk->ik", a, b).`,
    );
  }
  for (const [i, x] of operands.entries()) requireTensor("einsum", x, `operand ${i}`);
  const [left = "", right] = equation.replaceAll(" ", "").split("->");
  const terms = left.split(",");
  if (terms.length !== operands.length) {
    throw invalid(equation, `it has ${terms.length} terms for ${operands.length} operands.`);
  }
  const labels = terms.map((term, i) => labelsOf(equation, term, operands[i]!.rank));
  const dots = [...new Set(labels.flat().filter((label) => label.startsWith(".")))];
  const result =
    right === undefined
      ? implicitLabels(labels)
      : labelsOf(
          equation,
          right,
          right.replace("...", "").length + (right.includes("...") ? dots.length : 0),
        );
  checkResult(equation, labels, result);
  return scope(() => {
    const distinct = operands.map((x, i) => takeDiagonals(equation, { labels: labels[i]!, x }));
    const sizes = sizesOf(equation, distinct);
    return evaluate(
      distinct.map((operand) => withoutRepeated(operand, sizes)),
      result,
    );
  });
}

/** Contracts from left to right, then sums over and orders the remaining labels. */
function evaluate([first, ...rest]: readonly Labeled[], result: readonly string[]): Tensor {
  const contracted = rest.reduce((done, next, i) => {
    const needed = new Set([...result, ...rest.slice(i + 1).flatMap((operand) => operand.labels)]);
    return contract(done, next, needed);
  }, first!);
  const summed = sumOut(contracted, new Set(result));
  return permute(
    summed.x,
    result.map((label) => summed.labels.indexOf(label)),
  );
}
