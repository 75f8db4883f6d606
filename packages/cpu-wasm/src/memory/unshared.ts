/** Kinds of imports, and the first byte of the limits of a table or memory. */
const FUNCTION = 0;
const TABLE = 1;
const MEMORY = 2;
const SHARED_WITH_MAXIMUM = 3;
const WITH_MAXIMUM = 1;
const IMPORT_SECTION = 2;

/**
 * The same module for a memory that is not shared. The only difference is one bit of the import, as long as nothing
 * waits on an atomic; so one file serves pages with and without shared memory.
 */
export function withUnsharedMemory(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  const limits = memoryLimits(copy);
  if (copy[limits] === SHARED_WITH_MAXIMUM) copy[limits] = WITH_MAXIMUM;
  return copy;
}

/** Where the limits of the imported memory begin. */
function memoryLimits(bytes: Uint8Array): number {
  let [count, place] = unsigned(bytes, importSection(bytes));
  for (; count > 0; count--) {
    const kind = afterName(bytes, afterName(bytes, place));
    if (bytes[kind] === MEMORY) return kind + 1;
    if (bytes[kind] === FUNCTION) place = unsigned(bytes, kind + 1)[1];
    else if (bytes[kind] === TABLE) place = afterLimits(bytes, kind + 2);
    else place = kind + 3;
  }
  throw new TypeError("the module imports no memory");
}

/** Where the content of the import section begins. */
function importSection(bytes: Uint8Array): number {
  let place = 8;
  while (bytes[place] !== IMPORT_SECTION) {
    const [size, content] = unsigned(bytes, place + 1);
    place = content + size;
  }
  return unsigned(bytes, place + 1)[1];
}

function afterName(bytes: Uint8Array, place: number): number {
  const [length, begin] = unsigned(bytes, place);
  return begin + length;
}

function afterLimits(bytes: Uint8Array, place: number): number {
  const afterLeast = unsigned(bytes, place + 1)[1];
  return bytes[place] === 0 ? afterLeast : unsigned(bytes, afterLeast)[1];
}

/** A LEB128 number at `place`, and where it ends. */
function unsigned(bytes: Uint8Array, place: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[place++]!;
    value |= (byte & 127) << shift;
    if (byte < 128) return [value >>> 0, place];
  }
}
