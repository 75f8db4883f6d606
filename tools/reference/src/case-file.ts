import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatShape, sizeOf } from "@cambium/tensor";
import type { Case } from "./case.ts";
import { textOf, UsageError } from "./usage-error.ts";

/** The cases of one file. */
export interface CaseFile {
  /** Its name in the folder. */
  readonly file: string;
  readonly cases: readonly Case[];
}

/**
 * Reads the JSON files of a folder in the order of their names.
 *
 * @param only Names of files to read, with or without `.json`; empty for all.
 * @throws {UsageError} If the folder or a file is missing, or something in a file does not have the form of cases.
 */
export function readCases(folder: string, only: readonly string[]): CaseFile[] {
  const files = filesOf(folder);
  const chosen = only.length === 0 ? files : only.map((name) => chosenFile(name, files, folder));
  const read = chosen.map((file) => ({ file, cases: readFile(join(folder, file)) }));
  if (read.some(({ cases }) => cases.length > 0)) return read;
  throw new UsageError(`--cases ${folder}: there are no cases in ${chosen.join(", ")}.`);
}

function filesOf(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw new UsageError(`--cases ${folder}: the folder cannot be read: ${textOf(error)}`);
  }
  const files = names.filter((name) => name.endsWith(".json")).sort();
  if (files.length === 0) throw new UsageError(`--cases ${folder}: there are no .json files in it.`);
  return files;
}

function chosenFile(name: string, files: readonly string[], folder: string): string {
  const found = files.find((file) => file === name || file === `${name}.json`);
  if (found !== undefined) return found;
  throw new UsageError(`--only ${name}: ${folder} has no such file. It has ${files.join(", ")}.`);
}

function readFile(path: string): readonly Case[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(`${path}: ${textOf(error)}`);
  }
  const { cases } = recordOf(content, path, "a file of cases");
  if (!Array.isArray(cases)) throw new UsageError(`${path}: the list cases is missing.`);
  const names = new Set<string>();
  for (const [index, each] of cases.entries()) checkCase(each, `${path}: case ${index}`, names);
  return cases;
}

function recordOf(value: unknown, place: string, what: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as never;
  throw new UsageError(`${place}: ${what} must be an object: got ${inShort(value)}.`);
}

function checkCase(value: unknown, place: string, names: Set<string>): void {
  const each = recordOf(value, place, "a case");
  const { name, op } = each;
  if (typeof name !== "string") throw new UsageError(`${place}: name must be a text: got ${inShort(name)}.`);
  const named = `${place} (${name})`;
  if (names.has(name)) throw new UsageError(`${named}: another case of the file has this name.`);
  names.add(name);
  if (typeof op !== "string") throw new UsageError(`${named}: op must be a text: got ${inShort(op)}.`);
  recordOf(each.attrs, named, "attrs");
  for (const part of ["inputs", "outputs", "upstream", "grads"]) {
    const tensors = Object.entries(recordOf(each[part], named, part));
    for (const [key, tensor] of tensors) checkTensor(tensor, `${named}: ${part}.${key}`);
  }
}

const isSize = (size: unknown): boolean => Number.isSafeInteger(size) && (size as number) >= 0;
const isElement = (element: unknown): boolean =>
  typeof element === "number" || ["NaN", "Infinity", "-Infinity"].includes(element as string);

function checkTensor(value: unknown, place: string): void {
  const { shape, dtype, data } = recordOf(value, place, "a tensor");
  if (!Array.isArray(shape) || !shape.every(isSize)) {
    throw new UsageError(`${place}: shape must be a list of sizes: got ${inShort(shape)}.`);
  }
  if (dtype !== undefined && dtype !== "int64" && dtype !== "bool") {
    throw new UsageError(`${place}: dtype must be absent, "int64" or "bool": got ${inShort(dtype)}.`);
  }
  if (!Array.isArray(data)) throw new UsageError(`${place}: data must be a list: got ${inShort(data)}.`);
  const wrong = data.findIndex((element) => !isElement(element));
  if (wrong >= 0)
    throw new UsageError(`${place}: data[${wrong}] must be a number: got ${inShort(data[wrong])}.`);
  if (data.length === sizeOf(shape)) return;
  throw new UsageError(
    `${place}: the shape ${formatShape(shape)} has ${sizeOf(shape)} elements, but data ${data.length}.`,
  );
}

/** A value as it is written in messages. */
function inShort(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
