import { inWords } from "./checks/in-words.ts";

/** Names of the dimension in other libraries and in options. */
const dimNames = ["dim", "dims", "axis", "axes", "startDim", "dim0"];

/** Arguments before and after the dimension, for ops in which it is not the second and last argument. */
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

/** Error for a dimension that is not a number (or, in reductions, an array of numbers), with the call to write. */
export function dimError(op: string, got: unknown): TypeError {
  const [before, after] = others[op] ?? ["x", ""];
  const { dim, rest } = meant(got);
  const shown = isPlain(got) ? inBraces(got) : inWords(got);
  const call = `${op}(${before}, ${dim}${after}${afterDim(op, rest)})`;
  return new TypeError(`${op}: dim must be a number, passed by position: got ${shown}. Write ${call}.`);
}

/** Code of the dimension that was probably meant, and the options passed with it. */
function meant(got: unknown): { dim: string; rest: Readonly<Record<string, unknown>> } {
  if (!isPlain(got)) {
    const isNumber = typeof got === "string" && got.trim() !== "" && Number.isInteger(Number(got));
    return { dim: isNumber ? got : "0", rest: {} };
  }
  const name = dimNames.find((name) => Object.hasOwn(got, name));
  const rest = Object.fromEntries(Object.entries(got).filter(([key]) => key !== name));
  return { dim: name === undefined ? "undefined" : (JSON.stringify(got[name]) ?? "undefined"), rest };
}

/** Ops that take two dimensions, both by position. */
const pairs = ["flatten", "transpose"];

/** Code of the arguments after the dimension: options by name, but a second dimension by position. */
function afterDim(op: string, rest: Readonly<Record<string, unknown>>): string {
  if (Object.keys(rest).length === 0) return "";
  return `, ${pairs.includes(op) ? Object.values(rest).join(", ") : inBraces(rest)}`;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Code of an options object: `{ axis: 1, keepDim: true }`. */
function inBraces(options: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(options).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `{ ${entries.join(", ")} }`;
}
