import { Type } from "./opcodes.ts";

/** Growing list of bytes with the encodings of WebAssembly. */
export class Bytes {
  readonly list: number[] = [];

  push(...bytes: readonly number[]): this {
    for (const byte of bytes) this.list.push(byte);
    return this;
  }

  /** Appends an unsigned number as LEB128. */
  unsigned(value: number): this {
    let rest = value;
    while (rest >= 128) {
      this.list.push((rest & 127) | 128);
      rest = Math.floor(rest / 128);
    }
    this.list.push(rest);
    return this;
  }

  /** Appends a signed 32-bit number as LEB128. */
  signed(value: number): this {
    let rest = value;
    while (rest < -64 || rest > 63) {
      this.list.push((rest & 127) | 128);
      rest >>= 7;
    }
    this.list.push(rest & 127);
    return this;
  }

  name(text: string): this {
    return this.unsigned(text.length).push(...[...text].map((character) => character.charCodeAt(0)));
  }

  append(other: Bytes): this {
    for (const byte of other.list) this.list.push(byte);
    return this;
  }

  /** Appends other bytes after their number. */
  sized(other: Bytes): this {
    return this.unsigned(other.list.length).append(other);
  }
}

/** Function to import from `env`: its name and its number of f64 parameters. It returns an f64. */
export interface ImportedFunction {
  readonly name: string;
  readonly parameters: number;
}

/** Function body: its code and the types of its locals, without the parameters. */
export interface FunctionBody {
  readonly code: Bytes;
  readonly locals: readonly number[];
}

/** Number of i32 parameters of a kernel. */
export const KERNEL_PARAMETERS = 4;

const MEMORY = 2;
const FUNCTION = 0;
const LARGEST_MEMORY_PAGES = 65536;

/** Encodes a module with one function, exported as `run`, on the memory `env.memory`. Imported functions come before it. */
export function encodeModule(
  imports: readonly ImportedFunction[],
  body: FunctionBody,
  shared: boolean,
): Uint8Array<ArrayBuffer> {
  const module = new Bytes().push(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  const section = (id: number, content: Bytes): Bytes => module.push(id).sized(content);
  section(1, types(imports));
  section(2, importList(imports, shared));
  section(3, new Bytes().push(1, 0));
  section(7, new Bytes().unsigned(1).name("run").push(FUNCTION).unsigned(imports.length));
  section(10, new Bytes().unsigned(1).sized(functionBody(body)));
  return Uint8Array.from(module.list);
}

/** Encodes the types: type 0 is that of a kernel, type i + 1 that of import i. */
function types(imports: readonly ImportedFunction[]): Bytes {
  const list = new Bytes().unsigned(imports.length + 1);
  list
    .push(0x60)
    .unsigned(KERNEL_PARAMETERS)
    .push(...Array(KERNEL_PARAMETERS).fill(Type.i32), 0);
  for (const { parameters } of imports)
    list
      .push(0x60)
      .unsigned(parameters)
      .push(...Array(parameters).fill(Type.f64), 1, Type.f64);
  return list;
}

function importList(imports: readonly ImportedFunction[], shared: boolean): Bytes {
  const list = new Bytes().unsigned(imports.length + 1);
  list
    .name("env")
    .name("memory")
    .push(MEMORY, shared ? 3 : 1)
    .unsigned(0)
    .unsigned(LARGEST_MEMORY_PAGES);
  for (const [i, { name }] of imports.entries()) {
    list
      .name("env")
      .name(name)
      .push(FUNCTION)
      .unsigned(i + 1);
  }
  return list;
}

function functionBody({ code, locals }: FunctionBody): Bytes {
  const runs: [count: number, type: number][] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.[1] === type) last[0]++;
    else runs.push([1, type]);
  }
  const body = new Bytes().unsigned(runs.length);
  for (const [count, type] of runs) body.unsigned(count).push(type);
  return body.append(code);
}
