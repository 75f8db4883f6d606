import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { type CsvOptions, type CsvSource, csvStream, DataError, readCsv } from "@cambium/data";
import { Rng } from "@cambium/tensor";
import { describe, expect, test } from "vitest";
import { collected } from "../collected.ts";

const flowers = "width,kind,height\n1.5,rose,3\n2,tulip,4e1\n-1,rose,0\n";
async function* parts(text: string, size: number) {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size);
}

describe("readCsv", () => {
  test("finds header, types and categories", async () => {
    const table = await readCsv(flowers);
    expect(table.length).toBe(3);
    expect(table.columns).toEqual([
      { name: "width", values: Float64Array.of(1.5, 2, -1) },
      { name: "kind", values: Int32Array.of(0, 1, 0), categories: ["rose", "tulip"] },
      { name: "height", values: Float64Array.of(3, 40, 0) },
    ]);
    expect(table.column("kind").categories).toEqual(["rose", "tulip"]);
  });

  test("takes bytes, gzip, and parts that end anywhere", async () => {
    const expected = await readCsv(flowers);
    const bytes = new TextEncoder().encode(flowers);
    expect(await readCsv(bytes)).toEqual(expected);
    expect(await readCsv(new Uint8Array(gzipSync(bytes)))).toEqual(expected);
    for (const size of [1, 3, 7]) expect(await readCsv(parts(flowers, size))).toEqual(expected);
    expect(await readCsv(new Blob([bytes]).stream())).toEqual(expected);
  });

  test("reads quotes, line breaks within them, other ends of lines, marks of encoding and empty lines", async () => {
    const text = '\uFEFF"a, b",c\r\n"say ""hi""\r\nthere",1\r\n\r\nplain,2';
    for (const size of [1, 4, 100]) {
      const table = await readCsv(parts(text, size));
      expect(table.column("a, b").categories).toEqual(['say "hi"\r\nthere', "plain"]);
      expect(table.column("c").values).toEqual(Float64Array.of(1, 2));
    }
  });

  test("puts letters together that parts cut", async () => {
    const bytes = new TextEncoder().encode("name\nfür\nÉric\n");
    async function* single() {
      for (const byte of bytes) yield Uint8Array.of(byte);
    }
    expect((await readCsv(single())).column("name").categories).toEqual(["für", "Éric"]);
  });

  test("takes names, delimiters, types, and rows to leave out", async () => {
    const table = await readCsv("made by hand\n1;2;x\n3;4;y\n", {
      header: false,
      skipRows: 1,
      delimiter: ";",
      columnNames: ["a", "b", "c"],
      types: { a: "category", b: "ignore", c: ["y", "x"] },
    });
    expect(table.columns).toEqual([
      { name: "a", values: Int32Array.of(0, 1), categories: ["1", "3"] },
      { name: "c", values: Int32Array.of(1, 0), categories: ["y", "x"] },
    ]);
    expect((await readCsv("5,6", { header: false })).columns.map(({ name }) => name)).toEqual(["0", "1"]);
    expect((await readCsv("a,b\n5,6", { columnNames: ["c", "d"] })).column("c").values).toEqual(
      Float64Array.of(5),
    );
  });

  test("leaves rows with missing values out, or keeps them", async () => {
    const text = "a,b\n1,x\nNA,y\n3,\n";
    const left = await readCsv(text, { onMissing: "skip" });
    expect([left.length, left.skipped]).toEqual([1, 2]);
    const kept = await readCsv(text, { onMissing: "keep" });
    expect(kept.column("a").values).toEqual(Float64Array.of(1, Number.NaN, 3));
    expect(kept.column("b")).toEqual({ name: "b", values: Int32Array.of(0, 1, -1), categories: ["x", "y"] });
    expect((await readCsv("a\n1\n-9\n", { missing: ["-9"], onMissing: "skip" })).length).toBe(1);
  });

  test("leaves broken rows out, and says which and why", async () => {
    const text = "a,b\n1,x\n2\nmany,x\n3,z\n,x\n4,y\n";
    const types = { a: "number", b: ["x", "y"] } as const;
    const options = { types, onError: "skip", onMissing: "skip", name: "a.csv" } as const;
    const reasons = [
      "a row has 1 values, but there are 2 columns: a.csv, row 3.",
      'a value is not a number: a.csv, row 4, column "a": "many".',
      'a category is unknown: a.csv, row 5, column "b": "z"',
      'a value is missing: a.csv, row 6, column "a".',
    ].map((reason) => expect.stringContaining(reason));
    const table = await readCsv(text, options);
    expect(table.column("a").values).toEqual(Float64Array.of(1, 4));
    expect([table.skipped, table.skippedReasons]).toEqual([4, reasons]);
    const stream = csvStream(() => text, { ...options, y: "b" });
    for (let pass = 0; pass < 2; pass++) {
      expect((await collected(stream)).map(({ y }) => y)).toEqual([0, 1]);
      expect([stream.skipped, stream.skippedReasons]).toEqual([4, reasons]);
    }
  });

  test("takes quotes within values as they are, wherever parts end", async () => {
    const text = 'a,b\n5" pipe,1\n"6"" ""pipe",2\n"",3\n7"",4\n';
    for (const size of [1, 2, 3, 5, 100]) {
      const { categories } = (await readCsv(parts(text, size), { missing: [] })).column("a");
      expect(categories).toEqual(['5" pipe', '6" "pipe', "", '7""']);
    }
  });

  test("gives the same rows however its text is cut", async () => {
    const rng = new Rng(1);
    for (let trial = 0; trial < 300; trial++) {
      const text = Array.from({ length: rng.int(20) }, () => 'ab",\n'.charAt(rng.int(5))).join("");
      const read = (source: CsvSource) =>
        readCsv(source, { header: false, missing: [], onError: "skip" }).catch((error: Error) => error.name);
      expect(await read(parts(text, 1 + rng.int(3)))).toEqual(await read(text));
    }
  });

  test("looks at each part once, also where a value does not end", { timeout: 20_000 }, async () => {
    // One value of 15 MB. Scanning all of it with each part would take minutes.
    const text = `a\n"${"x\n".repeat(7e6)}"\n`;
    expect((await readCsv(parts(text, 2 ** 14))).length).toBe(1);
  });

  test("takes only decimal numbers for numbers, and what other tools write for missing", async () => {
    const table = await readCsv("a,b\n0x1f,1\n0b11,NULL\n0o7,None\n", { onMissing: "keep" });
    expect(table.column("a").categories).toEqual(["0x1f", "0b11", "0o7"]);
    expect(table.column("b").values).toEqual(Float64Array.of(1, Number.NaN, Number.NaN));
  });

  test("has columns of any name", async () => {
    const table = await readCsv("constructor,__proto__\n1,2\n");
    expect(table.columns.map(({ name, values }) => [name, values[0]])).toEqual([
      ["constructor", 1],
      ["__proto__", 2],
    ]);
  });

  test("becomes examples: classes, numbers, and categories as columns of their own", async () => {
    const table = await readCsv(flowers);
    const kinds = table.examples({ y: "kind" });
    expect(kinds.get(1)).toEqual({ x: Float32Array.of(2, 40), y: 1 });
    expect([kinds.x, kinds.y]).toEqual([
      { shape: [2], dtype: "float32" },
      { shape: [], dtype: "int32" },
    ]);
    const heights = table.examples({ x: ["kind", "width"], y: "height", oneHot: true });
    expect(heights.get(2)).toEqual({ x: Float32Array.of(1, 0, -1), y: 0 });
    expect(heights.y.dtype).toBe("float32");
    expect(table.examples({ x: ["kind"], y: "height" }).get(1).x).toEqual(Float32Array.of(1));
  });
});

describe("csvStream", () => {
  test("gives rows one after another, as often as wanted", async () => {
    const stream = csvStream(() => parts(flowers, 5), { y: "kind", x: ["height"] });
    const expected = [
      { x: Float32Array.of(3), y: 0 },
      { x: Float32Array.of(40), y: 1 },
      { x: Float32Array.of(0), y: 0 },
    ];
    expect(await collected(stream)).toEqual(expected);
    expect(await collected(stream)).toEqual(expected);
  });

  test("closes its source when the loop is left, or fails", async () => {
    let open = 0;
    async function* source(text: string) {
      open++;
      try {
        yield text;
        yield* parts("2,2\n".repeat(5000), 40);
      } finally {
        open--;
      }
    }
    for await (const _ of csvStream(() => source("a,b\n1,2\n"), { y: "b" })) break;
    await expect(collected(csvStream(() => source("a,b\n1\n"), { y: "b" }))).rejects.toThrow("1 values");
    await expect(collected(csvStream(() => source("a,b\n"), { y: "c" }))).rejects.toThrow("c");
    expect(open).toBe(0);
  });

  test("holds little, however long the file is", { timeout: 60_000 }, () => {
    // Streams 10 MB of text, 680,000 rows, through a heap of 24 MB.
    const program = `
      import { csvStream } from "@cambium/data";
      async function* source() {
        yield "a,b,c\\n";
        const block = "1.5,-2.25,red\\n3.75,1e3,green\\n".repeat(500);
        for (let bytes = 0; bytes < 1e7; bytes += block.length) yield block;
      }
      let rows = 0;
      for await (const { x } of csvStream(source, { y: "c" })) rows += x.length / 2;
      console.log(rows > 6e5);`;
    const options = ["--max-old-space-size=24", "--max-semi-space-size=2", "--conditions=@cambium/source"];
    const printed = execFileSync(process.execPath, [...options, "--input-type=module", "--eval", program], {
      cwd: import.meta.dirname,
      encoding: "utf8",
    });
    expect(printed).toBe("true\n");
  });

  test("leaves out, keeps or names what is missing", async () => {
    const rows = (onMissing?: "skip" | "keep") =>
      collected(csvStream(() => "a,b\n1,2\n,3\n", { y: "b", ...(onMissing && { onMissing }) }));
    expect(await rows("skip")).toEqual([{ x: Float32Array.of(1), y: 2 }]);
    expect((await rows("keep"))[1]).toEqual({ x: Float32Array.of(Number.NaN), y: 3 });
    await expect(rows()).rejects.toThrow(
      new DataError(
        'csvStream: a value is missing: the CSV: row 3, column "a". ' +
          'Leave such rows out with onMissing: "skip", or keep them as NaN with "keep".',
      ),
    );
  });

  test("refuses columns that are not there", async () => {
    const text = (option: string, name: string) =>
      `csvStream: ${option} names a column that is not there: "${name}". There are "width", "kind", "height".`;
    await expect(collected(csvStream(() => flowers, { y: "no" }))).rejects.toThrow(
      new RangeError(text("y", "no")),
    );
    await expect(collected(csvStream(() => flowers, { y: "kind", x: ["z"] }))).rejects.toThrow(
      new RangeError(text("x", "z")),
    );
  });
});

const refused: [what: string, source: string | Uint8Array, options: CsvOptions, error: Error][] = [
  ["an empty file", "", {}, new DataError("readCsv: there are no rows: a.csv. Get the file again.")],
  [
    "text that is not UTF-8",
    Uint8Array.of(97, 10, 0xff, 10),
    {},
    new DataError("readCsv: the text is not UTF-8: a.csv. Convert it."),
  ],
  [
    "ragged rows",
    "a,b\n1,2\n1,2,3\n",
    {},
    new DataError(
      "readCsv: a row has 3 values, but there are 2 columns: a.csv, row 3. " +
        "Mend the row, or give the right delimiter.",
    ),
  ],
  [
    "missing values, naming row and column",
    "a,b\n1,\n,x\n",
    {},
    new DataError(
      'readCsv: 2 values are missing: a.csv: row 2, column "b"; row 3, column "a". ' +
        'Leave such rows out with onMissing: "skip", or keep them as NaN with "keep".',
    ),
  ],
  [
    "many missing values, counting them",
    `a,b\n${"1,\n".repeat(8)}`,
    {},
    new DataError(
      'readCsv: 8 values are missing: a.csv: row 2, column "b"; row 3, column "b"; row 4, column "b"; ' +
        'row 5, column "b"; row 6, column "b"; and 3 more. ' +
        'Leave such rows out with onMissing: "skip", or keep them as NaN with "keep".',
    ),
  ],
  [
    "what is not a number",
    "a\n1\nmany\n",
    { types: { a: "number" } },
    new DataError(
      'readCsv: a value is not a number: a.csv, row 3, column "a": "many". ' +
        'Mend it, or state types: { "a": "category" }.',
    ),
  ],
  [
    "a category that was not named",
    "a\nx\nz\n",
    { types: { a: ["x", "y"] } },
    new DataError(
      'readCsv: a category is unknown: a.csv, row 3, column "a": "z" is none of the 2 named. Add it to types.',
    ),
  ],
  [
    "names that repeat",
    "a,a\n1,2\n",
    {},
    new DataError('readCsv: two columns have one name: a.csv: "a". Give columnNames.'),
  ],
  [
    "a quote that does not end",
    'a\n1\n"2\n3\n',
    {},
    new DataError(
      "readCsv: a quoted value is malformed: a.csv, row 3: Quoted field unterminated. " +
        "Close the quote, or double quotes within values.",
    ),
  ],
  [
    "a quote that ends within a value",
    'a\n1\n"2"3\n',
    {},
    new DataError(
      "readCsv: a quoted value is malformed: a.csv, row 3: Trailing quote on quoted field is malformed. " +
        "Close the quote, or double quotes within values.",
    ),
  ],
  [
    "types of a column that is not there",
    "a,b\n1,2\n",
    { types: { c: "number" } },
    new RangeError('readCsv: types names a column that is not there: "c". There are "a", "b".'),
  ],
  [
    "a delimiter of several characters",
    "a",
    { delimiter: ", " },
    new RangeError('readCsv: delimiter must be one character, no quote and no end of line: got ", ".'),
  ],
  [
    "a negative number of rows to leave out",
    "a",
    { skipRows: -1 },
    new RangeError("readCsv: skipRows must be a whole number of at least 0: got -1."),
  ],
  [
    "another word for onMissing",
    "a",
    { onMissing: "drop" as "skip" },
    new RangeError('readCsv: onMissing must be "throw", "skip" or "keep": got "drop".'),
  ],
];

refused.push(
  [
    "another word for onError",
    "a",
    { onError: "drop" as "skip" },
    new RangeError('readCsv: onError must be "throw" or "skip": got "drop".'),
  ],
  [
    "another number of names than columns",
    "a,b\n1,2\n",
    { columnNames: ["a", "b", "c"] },
    new RangeError(
      "readCsv: columnNames must have one name for each column: a.csv begins with 2 values, got 3 names.",
    ),
  ],
  [
    "a slip of the pen in a column of numbers",
    `a\n${"1\n".repeat(9)}3.O\n`,
    {},
    new DataError(
      'readCsv: a value is not a number: a.csv, row 11, column "a": "3.O". ' +
        'Mend it, or state types: { "a": "category" }.',
    ),
  ],
);

describe("readCsv refuses", () => {
  test.each(refused)("%s", async (_what, source, options, error) => {
    await expect(readCsv(source, { name: "a.csv", ...options })).rejects.toThrow(error);
  });

  test("a quote that does not end, before it fills memory", async () => {
    async function* endless() {
      yield 'a\n"';
      for (;;) yield "x".repeat(2 ** 20);
    }
    await expect(readCsv(endless())).rejects.toThrow(
      /^readCsv: a quoted value does not end: the CSV, in the row 2 or after it, 1[67]\d{6} characters\./,
    );
  });

  test("a path in the place of text, and a file that is open already", async () => {
    await expect(readCsv("data/iris.csv")).rejects.toThrow(
      new TypeError(
        'readCsv: a path stands where the text of the file should: got "data/iris.csv". ' +
          'Give csvFile("data/iris.csv") of @cambium/data/files.',
      ),
    );
    expect(() => csvStream("iris.csv" as never, { y: "kind" })).toThrow(
      new TypeError(
        "csvStream: the first argument must be a function that opens the file again for each pass: got another value. " +
          'Write () => csvFile("rows.csv").',
      ),
    );
  });

  test("a column of a table that is not there", async () => {
    const table = await readCsv(flowers);
    const text = 'names a column that is not there: "z". There are "width", "kind", "height".';
    expect(() => table.column("z")).toThrow(new RangeError(`column: the name ${text}`));
    expect(() => table.examples({ y: "z" })).toThrow(new RangeError(`examples: y ${text}`));
    expect(() => table.examples({ y: "kind", x: ["z"] })).toThrow(new RangeError(`examples: x ${text}`));
  });
});
