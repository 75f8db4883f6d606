import { inWords } from "./checks/in-words.ts";

/** Names under which other libraries, and options, have the dimension. */
const dimNames = ["dim", "dims", "axis", "axes", "startDim", "dim0"];

/** Arguments before and after the dimension, for ops in which it is not the second and last one. */
const others: Readonly<Record<string, readonly [before: string, after: string]>> = {
  concat: ["tensors", ""],
  stack: ["tensors", ""],
  split: ["x, sizes", ""],
  topK: ["x, k", ""],
  maxout: ["x, pieces", ""],
  gather: ["x", ", index"],
  indexSelect: ["x", ", index"],
  scatterAdd: ["x", ", index, src"],
};

/** The error for a dimension that is not a number (nor, in reductions, an array of numbers), with the call to write. */
export function dimError(op: string, got: unknown): TypeError {
  const [before, after] = others[op] ?? ["x", ""];
  const { dim, rest } = meant(got);
  const shown = isPlain(got) ? inBraces(got) : inWords(got);
  const call = `${op}(${before}, ${dim}${after}${afterDim(op, rest)})`;
  return new TypeError(`${op}: dim must be a number, passed by position: got ${shown}. Write ${call}.`);
}

/** The dimension that was probably meant, as code, and the options that came with it. */
function meant(got: unknown): { dim: string; rest: Readonly<Record<string, unknown>> } {
  if (!isPlain(got)) {
    const isNumber = typeof got === "string" && got.trim() !== "" && Number.isInteger(Number(got));
    return { dim: isNumber ? got : "0", rest: {} };
  }
  const name = dimNames.find((name) => Object.hasOwn(got, name));
  const rest = Object.fromEntries(Object.entries(got).filter(([key]) => key !== name));
  return { dim: name === undefined ? "undefined" : (JSON.stringify(got[name]) ?? "undefined"), rest };
}

/** Ops of two dimensions, both passed by position. */
const pairs = ["flatten", "transpose"];

/** The arguments after the dimension: options by name, but a second dimension by position. */
function afterDim(op: string, rest: Readonly<Record<string, unknown>>): string {
  if (Object.keys(rest).length === 0) return "";
  return `, ${pairs.includes(op) ? Object.values(rest).join(", ") : inBraces(rest)}`;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Options as one writes them: `{ axis: 1, keepDim: true }`. */
function inBraces(options: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(options).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `{ ${entries.join(", ")} }`;
}
