const DIRECTORY = 0x02014b50;
const END = 0x06054b50;
/** Maximum length of the end record: 22 bytes and a comment of up to 2¹⁶ bytes. */
const LONGEST_END = 22 + 2 ** 16;

/**
 * Reads the CRC-32 of each file from the directory of a zip archive. Returns none for archives beyond 4 GiB.
 *
 * @see PKWARE: .ZIP File Format Specification, §4.3.12 to §4.3.16.
 */
export function checksums(bytes: Uint8Array): ReadonlyMap<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = new Map<string, number>();
  for (let at = startOfDirectory(view); at + 46 <= bytes.length && view.getUint32(at, true) === DIRECTORY; ) {
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ];
    found.set(
      new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
      view.getUint32(at + 16, true),
    );
    at += 46 + name + extra + comment;
  }
  return found;
}

function startOfDirectory(view: DataView): number {
  const length = view.byteLength;
  for (let end = length - 22; end >= Math.max(0, length - LONGEST_END); end--) {
    if (view.getUint32(end, true) === END) return view.getUint32(end + 16, true);
  }
  return length;
}
