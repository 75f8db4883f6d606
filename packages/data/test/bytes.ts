/** Bytes of an IDX file, written from the description of the format. */
export function idx(type: number, sizes: readonly number[], elements: readonly number[]): Uint8Array {
  const sizeBytes = sizes.flatMap((size) => [
    size >>> 24,
    (size >>> 16) & 255,
    (size >>> 8) & 255,
    size & 255,
  ]);
  return Uint8Array.from([0, 0, type, sizes.length, ...sizeBytes, ...elements]);
}

/** Record of CIFAR-10: a label, then 3072 pixels of one value, which increases by 1 from plane to plane. */
export function cifarRecord(label: number, value: number): Uint8Array {
  return Uint8Array.from({ length: 3073 }, (_, i) => (i === 0 ? label : value + Math.floor((i - 1) / 1024)));
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
