// Kinds of imports, and first bytes of the limits of a table or memory.
const FUNCTION = 0;
const TABLE = 1;
const MEMORY = 2;
const SHARED_WITH_MAXIMUM = 3;
const WITH_MAXIMUM = 1;
const IMPORT_SECTION = 2;

/**
 * Returns the same module for a memory that is not shared. The only difference is one bit of the import, if the module does not
 * wait on atomics. So one file serves pages with and without shared memory.
 */
export function withUnsharedMemory(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  const limits = memoryLimits(copy);
  if (copy[limits] === SHARED_WITH_MAXIMUM) copy[limits] = WITH_MAXIMUM;
  return copy;
}

/** Offset of the limits of the imported memory. */
function memoryLimits(bytes: Uint8Array): number {
  let [count, offset] = unsigned(bytes, importSection(bytes));
  for (; count > 0; count--) {
    const kind = afterName(bytes, afterName(bytes, offset));
    if (bytes[kind] === MEMORY) return kind + 1;
    if (bytes[kind] === FUNCTION) offset = unsigned(bytes, kind + 1)[1];
    else if (bytes[kind] === TABLE) offset = afterLimits(bytes, kind + 2);
    else offset = kind + 3;
  }
  throw new TypeError("the module imports no memory");
}

/** Offset of the content of the import section. */
function importSection(bytes: Uint8Array): number {
  let offset = 8;
  while (bytes[offset] !== IMPORT_SECTION) {
    const [size, content] = unsigned(bytes, offset + 1);
    offset = content + size;
  }
  return unsigned(bytes, offset + 1)[1];
}

function afterName(bytes: Uint8Array, offset: number): number {
  const [length, begin] = unsigned(bytes, offset);
  return begin + length;
}

function afterLimits(bytes: Uint8Array, offset: number): number {
  const afterLeast = unsigned(bytes, offset + 1)[1];
  return bytes[offset] === 0 ? afterLeast : unsigned(bytes, afterLeast)[1];
}

/** Reads a LEB128 number at `offset`. Returns it with the offset after it. */
function unsigned(bytes: Uint8Array, offset: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[offset++]!;
    value |= (byte & 127) << shift;
    if (byte < 128) return [value >>> 0, offset];
  }
}
