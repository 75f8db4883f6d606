import type {
  Class,
  FunctionPrototype,
  Global,
  Program,
  PropertyPrototype,
  Range,
  VariableDeclaration,
} from "assemblyscript";

/** Name of a number type in AssemblyScript. */
type NumberType = "i32" | "u32" | "usize" | "f32" | "bool";

/** A field of a class of parameters. */
export interface Field {
  readonly name: string;
  readonly comment: string;
  /** Bytes from the beginning of the object. */
  readonly offset: number;
  /** A number type, or the class of the object or of the list elements that the field points to. */
  readonly type: NumberType | { readonly object: Layout } | { readonly list: Layout };
}

/** A class of parameters, as the compiler lays it out in memory. */
export interface Layout {
  readonly name: string;
  readonly comment: string;
  readonly bytes: number;
  /** The base class, whose fields come first. */
  readonly base: Layout | undefined;
  /** All fields, including those of `base`. */
  readonly fields: readonly Field[];
}

/** A kernel: an exported function whose first parameter is an object of parameters. */
export interface KernelDeclaration {
  readonly name: string;
  readonly comment: string;
  readonly parameters: Layout;
}

/** A number that kernels and their callers share. */
export interface Constant {
  readonly name: string;
  readonly comment: string;
  readonly value: number;
}

/** Exports of an entry file, in its order. */
export interface Exports {
  readonly kernels: readonly KernelDeclaration[];
  readonly constants: readonly Constant[];
}

const numberTypes: readonly string[] = ["i32", "u32", "usize", "f32", "bool"] satisfies NumberType[];

/**
 * Returns the kernels and constants that an entry file exports.
 *
 * @param program A program that AssemblyScript's compiler has initialized.
 * @throws {Error} If a kernel has no object of parameters, a field has a type that cannot be passed, or a constant is not written as a
 *   whole number.
 */
export function exportsOf(program: Program, entry: string): Exports {
  const kernels: KernelDeclaration[] = [];
  const constants: Constant[] = [];
  for (const [name, element] of program.filesByName.get(entry)?.exports ?? []) {
    const { declaration } = element as Global | FunctionPrototype;
    if ("initializer" in declaration) constants.push(constantOf(name, declaration as VariableDeclaration));
    else kernels.push(kernelOf(program, name, element as FunctionPrototype));
  }
  return { kernels, constants };
}

function constantOf(name: string, { range, initializer }: VariableDeclaration): Constant {
  const { source, start, end } = initializer!.range;
  const text = source.text.slice(start, end);
  if (!/^\d+$/.test(text)) throw new Error(`${name}: a shared constant is a whole number: got ${text}.`);
  return { name, comment: commentBefore(range), value: Number(text) };
}

function kernelOf(program: Program, name: string, prototype: FunctionPrototype): KernelDeclaration {
  const type = program.resolver.resolveFunction(prototype, null)?.signature.parameterTypes[0];
  const parameters = type?.classReference;
  if (!parameters) throw new Error(`${name}: the first parameter of a kernel is an object: a class.`);
  return { name, comment: commentBefore(prototype.declaration.range), parameters: layoutOf(parameters) };
}

function layoutOf(of: Class): Layout {
  const fields = [...(of.members?.values() ?? [])].flatMap((member) => {
    const prototype = member as PropertyPrototype;
    return prototype.isField ? [fieldOf(of, prototype)] : [];
  });
  const base = of.base ? layoutOf(of.base) : undefined;
  const comment = commentBefore(of.declaration.range);
  return { name: of.name, comment, bytes: of.nextMemoryOffset, base, fields };
}

function fieldOf(owner: Class, prototype: PropertyPrototype): Field {
  const { name } = prototype;
  const { memoryOffset: offset, type } = prototype.instance!;
  const comment = commentBefore(prototype.fieldDeclaration!.range);
  const target = type.classReference;
  if (target) {
    const isList = target.prototype.name === "List";
    const layout = layoutOf(isList ? target.typeArguments![0]!.classReference! : target);
    return { name, comment, offset, type: isList ? { list: layout } : { object: layout } };
  }
  const number = type.toString();
  if (!numberTypes.includes(number)) {
    throw new Error(`${owner.name}.${name}: a parameter cannot be ${number}: use ${numberTypes.join(", ")}.`);
  }
  return { name, comment, offset, type: number as NumberType };
}

/** Content of the documentation comment before a declaration, or "". */
function commentBefore({ source, start }: Range): string {
  const before = source.text.slice(0, start);
  return /\/\*\*((?:(?!\*\/).)*)\*\/\s*(?:@\w+\s+)*(?:export\s+)?(?:const\s+)?$/s.exec(before)?.[1] ?? "";
}
