/**
 * CRC-32 checksum, as zip archives and PNG files use it: the remainder of division by the bit-reversed polynomial 0xedb88320.
 *
 * @see ISO 3309; W3C: PNG Specification (Third Edition), annex D.
 */
export function crc32(bytes: Uint8Array): number {
  let rest = -1;
  for (let at = 0; at < bytes.length; at++)
    rest = (remainders[(rest ^ (bytes[at] as number)) & 0xff] as number) ^ (rest >>> 8);
  return ~rest >>> 0;
}

/** Remainder of each byte. */
const remainders: Int32Array = /* @__PURE__ */ Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});
