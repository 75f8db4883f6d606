import { inWords } from "./checks/in-words.ts";

/** Names under which other libraries, and options, have the dimension. */
const dimNames = ["dim", "dims", "axis", "axes"];

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
  const { dim, options } = meant(got);
  const shown = isPlain(got) ? inBraces(got) : inWords(got);
  const call = `${op}(${before}, ${dim}${after}${options})`;
  return new TypeError(`${op}: dim must be a number, passed by position: got ${shown}. Write ${call}.`);
}

/** The dimension and the options that were probably meant, as code. */
function meant(got: unknown): { dim: string; options: string } {
  if (!isPlain(got))
    return {
      dim: typeof got === "string" && got.trim() !== "" && Number.isInteger(Number(got)) ? got : "0",
      options: "",
    };
  const name = dimNames.find((name) => Object.hasOwn(got, name));
  const rest = Object.fromEntries(Object.entries(got).filter(([key]) => key !== name));
  return {
    dim: name === undefined ? "undefined" : (JSON.stringify(got[name]) ?? "undefined"),
    options: Object.keys(rest).length > 0 ? `, ${inBraces(rest)}` : "",
  };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Options as one writes them: `{ axis: 1, keepDim: true }`. */
function inBraces(options: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(options).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `{ ${entries.join(", ")} }`;
}
