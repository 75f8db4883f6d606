import { DataError, readNpy, readNpz } from "@cambium/data";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Written by NumPy 1.24: np.savez_compressed(x=…, y=…, z=…, s=…, b=…). */
const packed = fromBase64(
  "UEsDBBQAAAAIAAAAIQBP6QAqVQAAAJgAAAAFABQAeC5ucHkBABAAmAAAAAAAAABVAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxc" +
    "pG6loG6TZqKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsaaOgq1CmQDLgYwaLAHEg5ABMQNQLzAAQBQSwME" +
    "FAAAAAgAAAAhAGfe/2hKAAAAkAAAAAUAFAB5Lm5weQEAEACQAAAAAAAAAEoAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWg" +
    "bpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjqaOgq1ChQALmYGCPgPBQBQSwMEFAAAAAgAAAAhACPI5/5L" +
    "AAAAhgAAAAUAFAB6Lm5weQEAEACGAAAAAAAAAEsAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgXlNqqK6joJ6WX1RSlJgX" +
    "n1+UkgoSDykqTQUKF2ckFqQCuRpGOgrGmjoKtQrkAy4GZkYWJlYAUEsDBBQAAAAIAAAAIQA1tDqTRwAAAIgAAAAFABQAcy5u" +
    "cHkBABAAiAAAAAAAAABHAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoX" +
    "ZyQWpAL5Gpo6CrUKFAEuBjBgcQAAUEsDBBQAAAAIAAAAIQDuGbtdRgAAAIIAAAAFABQAYi5ucHkBABAAggAAAAAAAABGAAAA" +
    "AAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF6TZKiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6mjoKtQoUAC5G" +
    "BgBQSwECFAMUAAAACAAAACEAT+kAKlUAAACYAAAABQAAAAAAAAAAAAAAgAEAAAAAeC5ucHlQSwECFAMUAAAACAAAACEAZ97/" +
    "aEoAAACQAAAABQAAAAAAAAAAAAAAgAGMAAAAeS5ucHlQSwECFAMUAAAACAAAACEAI8jn/ksAAACGAAAABQAAAAAAAAAAAAAA" +
    "gAENAQAAei5ucHlQSwECFAMUAAAACAAAACEANbQ6k0cAAACIAAAABQAAAAAAAAAAAAAAgAGPAQAAcy5ucHlQSwECFAMUAAAA" +
    "CAAAACEA7hm7XUYAAACCAAAABQAAAAAAAAAAAAAAgAENAgAAYi5ucHlQSwUGAAAAAAUABQD/AAAAigIAAAAA",
);
/** np.savez(x=np.arange(2, dtype=np.float32)). */
const stored = fromBase64(
  "UEsDBBQAAAAAAAAAIQDzBVMhiAAAAIgAAAAFABQAeC5ucHkBABAAiAAAAAAAAACIAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2Ny" +
    "JzogJzxmNCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCksIH0gICAgICAgICAgICAgICAgICAgICAg" +
    "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAAAAgD9QSwECFAMUAAAAAAAAACEA8wVTIYgAAACI" +
    "AAAABQAAAAAAAAAAAAAAgAEAAAAAeC5ucHlQSwUGAAAAAAEAAQAzAAAAvwAAAAAA",
);

/** Bytes of a NumPy file, written from the description of the format. */
function npy(
  descr: string,
  shape: string,
  elements: readonly number[],
  { fortran = "False", version = 1 } = {},
): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`;
  const size =
    version === 1 ? [text.length & 255, text.length >>> 8] : [text.length & 255, text.length >>> 8, 0, 0];
  const header = [...text].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0, ...size, ...header, ...elements]);
}

describe("readNpy", () => {
  test.each([
    ["|u1", [7, 255], Uint8Array.of(7, 255)],
    ["|i1", [7, 255], Int8Array.of(7, -1)],
    ["|b1", [0, 1], Uint8Array.of(0, 1)],
    ["<u2", [1, 2, 255, 255], Uint16Array.of(513, 65535)],
    ["<i2", [1, 2, 255, 255], Int16Array.of(513, -1)],
    [">i2", [1, 2, 255, 255], Int16Array.of(258, -1)],
    ["<u4", [1, 0, 0, 0, 255, 255, 255, 255], Float64Array.of(1, 4294967295)],
    ["<i4", [1, 0, 0, 0, 255, 255, 255, 255], Int32Array.of(1, -1)],
    ["<f4", [0, 0, 192, 63, 0, 0, 0, 192], Float32Array.of(1.5, -2)],
    [">f4", [63, 192, 0, 0, 192, 0, 0, 0], Float32Array.of(1.5, -2)],
    ["<f8", [0, 0, 0, 0, 0, 0, 248, 63, 0, 0, 0, 0, 0, 0, 0, 192], Float64Array.of(1.5, -2)],
    ["<i8", [2, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255], Float64Array.of(2, -1)],
    ["<u8", [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], Float64Array.of(2, 4294967296)],
    ["<f2", [0, 60, 1, 128], Float32Array.of(1, -(2 ** -24))],
    [">f2", [252, 0, 125, 255], Float32Array.of(Number.NEGATIVE_INFINITY, Number.NaN)],
  ])("reads %s", (descr, elements, data) => {
    expect(readNpy(npy(descr, "(2,)", elements))).toEqual({ shape: [2], data });
  });

  test("reads scalars, empty arrays, longer headers, and bytes amid others", () => {
    expect(readNpy(npy("|u1", "()", [5]))).toEqual({ shape: [], data: Uint8Array.of(5) });
    expect(readNpy(npy("|u1", "(0, 3)", []))).toEqual({ shape: [0, 3], data: new Uint8Array() });
    const second = npy("|u1", "(1,)", [5], { version: 2 });
    const amid = Uint8Array.from([9, 9, 9, ...second]);
    expect(readNpy(amid.subarray(3))).toEqual({ shape: [1], data: Uint8Array.of(5) });
  });

  test("puts column-major elements in row-major order", () => {
    const columns = npy("|u1", "(2, 3)", [0, 3, 1, 4, 2, 5], { fortran: "True" });
    expect(readNpy(columns)).toEqual({ shape: [2, 3], data: Uint8Array.of(0, 1, 2, 3, 4, 5) });
  });
});

describe("readNpz", () => {
  test("reads what NumPy wrote, packed and stored", () => {
    expect(readNpz(packed)).toEqual({
      x: { shape: [2, 3], data: Float32Array.of(0, 1, 2, 3, 4, 5) },
      y: { shape: [2], data: Float64Array.of(3, -1) },
      z: { shape: [2, 3], data: Uint8Array.of(0, 1, 2, 3, 4, 5) },
      s: { shape: [], data: Float64Array.of(2.5) },
      b: { shape: [2], data: Uint8Array.of(1, 0) },
    });
    expect(readNpz(stored)).toEqual({ x: { shape: [2], data: Float32Array.of(0, 1) } });
    const odd = readNpz(zipSync({ "__proto__.npy": npy("|u1", "(1,)", [5]) }, { comment: "hello" }));
    expect(Object.keys(odd)).toEqual(["__proto__"]);
  });
});

const again = "Get the file again.";
const refused: [what: string, bytes: Uint8Array, text: string][] = [
  ["no bytes", new Uint8Array(), `readNpy: the file is empty: a.npy. ${again}`],
  [
    "another format",
    Uint8Array.of(1, 2, 3, 4, 5, 6, 7),
    "readNpy: not a NumPy file: a.npy begins with 01 02 03 04 05 06, and NumPy's with 93 4e 55 4d 50 59. " +
      "Give the right file.",
  ],
  [
    "a header cut short",
    npy("|u1", "(1,)", [1]).subarray(0, 30),
    `readNpy: the header is cut short or too long: a.npy has 30 bytes, its header 58, and at most 10000 are read. ${again}`,
  ],
  [
    "a header that says something else",
    npy("|u1", "(-1,)", [1]),
    "readNpy: the header cannot be read: a.npy: \"{'descr': '|u1', 'fortran_order': False, 'shape': (-1,), }\\n\". " +
      "Save it with np.save of plain numbers.",
  ],
  [
    "elements that are no numbers",
    npy("|O", "(1,)", [1]),
    'readNpy: the elements are not numbers that can be read: a.npy has "|O". Convert it with astype(np.float32).',
  ],
  [
    "a file cut short",
    npy("<f4", "(2, 2)", [1, 2, 3]),
    `readNpy: the file is cut short: a.npy says that it holds [2, 2], 16 bytes after its header, but has 3. ${again}`,
  ],
  [
    "a file too long",
    npy("|u1", "(1,)", [1, 2]),
    `readNpy: the file is too long: a.npy says that it holds [1], 1 bytes after its header, but has 2. ${again}`,
  ],
  [
    "a size that no memory has",
    npy("<f8", "(99999999999, 99999999999)", [1]),
    `readNpy: the file is cut short: a.npy says that it holds [99999999999, 99999999999], 7.99999999984e+22 bytes after its header, but has 1. ${again}`,
  ],
];

test.each(refused)("readNpy refuses %s", (_what, bytes, text) => {
  expect(() => readNpy(bytes, "a.npy")).toThrow(new DataError(text));
});

describe("readNpz refuses", () => {
  test("no bytes, and what is no zip archive", () => {
    expect(() => readNpz(new Uint8Array(), { name: "a.npz" })).toThrow(
      new DataError(`readNpz: the file is empty: a.npz. ${again}`),
    );
    expect(() => readNpz(packed.subarray(0, 500), { name: "a.npz" })).toThrow(
      new DataError(`readNpz: not a whole zip archive: a.npz, 500 bytes: invalid zip data. ${again}`),
    );
  });

  test("an array that was damaged, which unpacks all the same", () => {
    const damaged = stored.slice();
    damaged[stored.length - 104] = 1;
    expect(() => readNpz(damaged, { name: "a.npz" })).toThrow(
      new DataError(
        "readNpz: an array is damaged: x.npy in a.npz does not fit its checksum. Get the file again.",
      ),
    );
  });

  test("something else in it, with its name", () => {
    const archive = zipSync({ "notes.txt": Uint8Array.of(104, 105) });
    expect(() => readNpz(archive, { name: "a.npz" })).toThrow(
      "readNpy: not a NumPy file: notes.txt in a.npz begins",
    );
  });

  test("a zip bomb, before it unpacks", { timeout: 60_000 }, () => {
    const bomb = zipSync({ "x.npy": new Uint8Array(2 ** 27) }, { level: 9 });
    expect(() => readNpz(bomb, { name: "a.npz" })).toThrow(
      new DataError(
        "readNpz: the archive unpacks to too much: a.npz: 1 arrays with 134217728 bytes, at most 10000 with 67108864, " +
          `from ${bomb.length} bytes. Raise maxBytes, if it is what it should be.`,
      ),
    );
    expect(() => readNpz(packed, { maxBytes: 100 })).toThrow("at most 10000 with 100, from");
  });
});
