/** Kinds of limits of a memory, as the first byte of its description. */
const SHARED_WITH_MAXIMUM = 3;
const WITH_MAXIMUM = 1;
const IMPORT_SECTION = 2;

/**
 * The same module for a memory that is not shared. The only difference is one bit of the import, as long as nothing
 * waits on an atomic; so one file serves pages with and without shared memory.
 *
 * @param bytes A module whose first import is its memory.
 */
export function withUnsharedMemory(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  let place = 8;
  while (copy[place] !== IMPORT_SECTION) {
    const [size, next] = unsigned(copy, place + 1);
    place = next + size;
  }
  // Section size, number of imports, then two names, each after its length, and the kind of the import.
  place = unsigned(copy, unsigned(copy, place + 1)[1])[1];
  for (let name = 0; name < 2; name++) {
    const [length, next] = unsigned(copy, place);
    place = next + length;
  }
  if (copy[place + 1] === SHARED_WITH_MAXIMUM) copy[place + 1] = WITH_MAXIMUM;
  return copy;
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
