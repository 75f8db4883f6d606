import type { Constant, Exports, Field, KernelDeclaration, Layout } from "./layouts.ts";

const HEAD = `// Written by assemble.ts from the kernels in assembly and the classes of their parameters. Do not edit.

import type { Machine } from "./machine.ts";
import { PARAMETERS, requireWords } from "./parameter-block.ts";
`;

/**
 * Returns a TypeScript module with one function per kernel, which writes the kernel's parameters and launches it, and with the constants that
 * kernels share with their callers.
 *
 * @throws {Error} If two classes have the same name, or objects are nested more than once.
 */
export function launchersOf({ kernels, constants }: Exports): string {
  const layouts = new Map<string, Layout>();
  for (const { parameters } of kernels) collect(parameters, layouts);
  const roots = new Set(kernels.map(({ parameters }) => parameters.name));
  const types = [...layouts.values()].map(interfaceOf);
  const writers = [...layouts.values()].filter(({ name }) => roots.has(name)).map(writerOf);
  return [HEAD, ...constants.map(constantOf), ...types, ...writers, ...kernels.map(launcherOf)].join("\n");
}

function constantOf({ name, comment, value }: Constant): string {
  return `${commented(comment)}export const ${name} = ${value};\n`;
}

/** Collects a class, its base and the classes of its fields. */
function collect(layout: Layout, to: Map<string, Layout>): void {
  const known = to.get(layout.name);
  if (known && JSON.stringify(known) !== JSON.stringify(layout)) {
    throw new Error(`Two classes of parameters are called ${layout.name}: rename one.`);
  }
  if (layout.base) collect(layout.base, to);
  to.set(layout.name, layout);
  for (const { type } of layout.fields) {
    if (typeof type === "object") collect("list" in type ? type.list : type.object, to);
  }
}

function interfaceOf({ name, comment, base, fields }: Layout): string {
  const own = fields.slice(base?.fields.length ?? 0);
  const lines = own.map(
    (field) => `${commented(field.comment, "  ")}  readonly ${field.name}: ${typeOf(field)};\n`,
  );
  return `${commented(comment)}export interface ${name}${base ? ` extends ${base.name}` : ""} {\n${lines.join("")}}\n`;
}

function typeOf({ type }: Field): string {
  if (typeof type === "object") return "list" in type ? `readonly ${type.list.name}[]` : type.object.name;
  return type === "bool" ? "boolean" : "number";
}

function commented(comment: string, indentation = ""): string {
  return comment && `${indentation}/**${comment}*/\n`;
}

/** Returns a function that writes an object of parameters. The objects that it points to follow it in memory. */
function writerOf({ name, bytes, fields }: Layout): string {
  let end = wordsOf(bytes);
  const lines: string[] = [];
  for (const field of fields) {
    if (typeof field.type === "string") lines.push(assignment(field, 0, "p"));
    else if ("object" in field.type) {
      lines.push(pointer(field, end), ...flatAssignments(field.type.object, end, `p.${field.name}`));
      end += wordsOf(field.type.object.bytes);
    }
  }
  for (const field of fields) {
    if (typeof field.type !== "object" || !("list" in field.type)) continue;
    lines.push(...listAssignments(name, field, field.type.list, end));
    end = Number.NaN;
  }
  return `function write${name}(machine: Machine, p: ${name}): void {
  const { words${usesOf(lines)} } = machine;
${lines.map((line) => `  ${line}\n`).join("")}}
`;
}

/** Names of the further views of the parameter block that the lines write to. */
function usesOf(lines: readonly string[]): string {
  return ["floats", "bytes"]
    .map((view) => (lines.some((line) => line.includes(`${view}[`)) ? `, ${view}` : ""))
    .join("");
}

function listAssignments(owner: string, field: Field, element: Layout, begin: number): string[] {
  if (Number.isNaN(begin)) throw new Error(`${owner}.${field.name}: only one field can be a list.`);
  const size = wordsOf(element.bytes);
  return [
    `requireWords("${owner}", ${begin + 1} + ${size} * p.${field.name}.length);`,
    pointer(field, begin),
    `words[${begin}] = p.${field.name}.length;`,
    `for (let i = 0; i < p.${field.name}.length; i++) {`,
    `  const at = ${begin + 1} + ${size} * i;`,
    `  const element = p.${field.name}[i]!;`,
    ...flatAssignments(element, "at", "element").map((line) => `  ${line}`),
    "}",
  ];
}

function flatAssignments({ name, fields }: Layout, begin: number | string, value: string): string[] {
  return fields.map((field) => {
    if (typeof field.type === "object")
      throw new Error(`${name}.${field.name}: objects are nested only once.`);
    return assignment(field, begin, value);
  });
}

function assignment({ name, offset, type }: Field, begin: number | string, value: string): string {
  if (type === "bool") return `bytes[PARAMETERS + ${sum(begin, offset, 4)}] = ${value}.${name} ? 1 : 0;`;
  return `${type === "f32" ? "floats" : "words"}[${sum(begin, offset / 4, 1)}] = ${value}.${name};`;
}

/** Assigns the address of word `target` to a field. */
function pointer({ offset }: Field, target: number): string {
  return `words[${offset / 4}] = PARAMETERS + ${4 * target};`;
}

/** begin·scale + offset, in its shortest form. */
function sum(begin: number | string, offset: number, scale: number): string {
  if (typeof begin === "number") return `${begin * scale + offset}`;
  return `${scale === 1 ? begin : `${scale} * ${begin}`}${offset === 0 ? "" : ` + ${offset}`}`;
}

const wordsOf = (bytes: number): number => Math.ceil(bytes / 4);

function launcherOf({ name, comment, parameters }: KernelDeclaration): string {
  const capitalized = name[0]!.toUpperCase() + name.slice(1);
  return `${commented(comment)}export function launch${capitalized}(
  machine: Machine,
  parameters: ${parameters.name},
  tasks: number,
  nanoseconds: number,
): void {
  write${parameters.name}(machine, parameters);
  machine.launch(machine.kernels.${name}!, tasks, nanoseconds);
}
`;
}
