import { type CsvOptions, csvStream, DataError, readCsv } from "@cambium/data";
import { describe, expect, test } from "vitest";
import { collected } from "../collected.ts";

const quoted = (texts: readonly string[]) => ["a,b", ...texts.map((text) => `"${text}",1`)].join("\n");
const read = async (texts: readonly string[], options: CsvOptions = {}) => {
  const table = await readCsv(quoted(texts), { onMissing: "keep", ...options });
  return { ...table.column("a"), warnings: table.warnings };
};

test.each<[text: string, value: number]>([
  ["1", 1],
  ["-1.50", -1.5],
  ["+5", 5],
  [".5", 0.5],
  ["5.", 5],
  [" 7 ", 7],
  ["007", 7],
  ["1e3", 1000],
  ["2E-2", 0.02],
  ["-0", -0],
  ["1e400", Number.POSITIVE_INFINITY],
  ["-1e400", Number.NEGATIVE_INFINITY],
  ["1e-400", 0],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["+Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["inf", Number.POSITIVE_INFINITY],
  ["Inf", Number.POSITIVE_INFINITY],
  ["+inf", Number.POSITIVE_INFINITY],
  [" -INF ", Number.NEGATIVE_INFINITY],
  ["NaN", Number.NaN],
  ["nan", Number.NaN],
  ["-nan", Number.NaN],
  ["NA", Number.NaN],
  ["", Number.NaN],
])("%j is a number of a CSV file, with and without options", async (text, value) => {
  for (const options of [{}, { decimal: "." }, { thousands: "," }, { thousands: "_", decimal: "." }]) {
    const { values, warnings } = await read([text, text], options);
    expect(values).toEqual(Float64Array.of(value, value));
    expect(warnings).toEqual([]);
  }
});

test.each([
  "0x1f",
  "-0x1f",
  "0b1",
  "1n",
  "1 e3",
  "1e",
  ".",
  "-",
  "infinite",
  "1.2.3",
  "--1",
  "true",
  "\uFF11",
])("%j is no number", async (text) => {
  for (const options of [{}, { thousands: "," }]) {
    expect((await read([text], options)).categories).toEqual([text]);
    await expect(read([text], { ...options, types: { a: "number" } })).rejects.toThrow(DataError);
  }
});

test("a column without values counts as one of numbers", async () => {
  expect((await read(["", "NA"])).values).toEqual(Float64Array.of(Number.NaN, Number.NaN));
  expect((await readCsv("a,b\n")).columns).toEqual([
    { name: "a", values: new Float64Array() },
    { name: "b", values: new Float64Array() },
  ]);
});

test("a byte order mark before a number does not count", async () => {
  const table = await readCsv("\uFEFF1,2\n3,4\n", { header: false });
  expect(table.columns.map(({ values }) => [...values])).toEqual([
    [1, 3],
    [2, 4],
  ]);
});

describe("decimal and thousands", () => {
  test.each<[texts: string[], options: CsvOptions, values: number[]]>([
    [["1,234", "-12,345,678.5", "12"], { thousands: "," }, [1234, -12345678.5, 12]],
    [["12,34,567"], { thousands: "," }, [1234567]],
    [["1,5", "-,5", "1e3", "2,5e-1"], { decimal: "," }, [1.5, -0.5, 1000, 0.25]],
    [["1.234,5"], { decimal: ",", thousands: "." }, [1234.5]],
    [["1 234,5", "1\u00a0234,5", "1\u202f234,5"], { decimal: ",", thousands: " " }, [1234.5, 1234.5, 1234.5]],
    [["1'234.5"], { thousands: "'" }, [1234.5]],
    [["1_000"], { thousands: "_" }, [1000]],
    [["1|5"], { decimal: "|" }, [1.5]],
    [["1\\5"], { decimal: "\\" }, [1.5]],
  ])("%j with %j", async (texts, options, values) => {
    expect((await read(texts, options)).values).toEqual(Float64Array.from(values));
  });

  test("of values between semicolons, also in a stream", async () => {
    const text = "a;b\n1,5;2\n-0,25;3\n";
    const options = { delimiter: ";", decimal: "," };
    const table = await readCsv(text, options);
    expect(table.columns.map(({ values }) => [...values])).toEqual([
      [1.5, -0.25],
      [2, 3],
    ]);
    expect((await collected(csvStream(() => text, { ...options, y: "b" }))).map(({ x }) => x[0])).toEqual([
      1.5, -0.25,
    ]);
  });

  test.each<[text: string, options: CsvOptions]>([
    ["1,5", { thousands: "," }],
    ["12,3456", { thousands: "," }],
    ["1,,234", { thousands: "," }],
    [",234", { thousands: "," }],
    ["1.5,000", { thousands: "," }],
    ["1.5", { decimal: "," }],
    ["1,5,0", { decimal: "," }],
  ])("%j is refused with %j", async (text, options) => {
    await expect(read([text], { ...options, types: { a: "number" } })).rejects.toThrow(
      `readCsv: a value is not a number: the CSV, row 2, column "a": ${JSON.stringify(text)}.`,
    );
  });

  test.each<[options: CsvOptions, text: string]>([
    [{ decimal: "" }, 'decimal must be one character, no letter, digit, sign, quote or end of line: got "".'],
    [
      { thousands: "e" },
      'thousands must be one character, no letter, digit, sign, quote or end of line: got "e".',
    ],
    [
      { thousands: "-" },
      'thousands must be one character, no letter, digit, sign, quote or end of line: got "-".',
    ],
    [
      { decimal: 5 as never },
      "decimal must be one character, no letter, digit, sign, quote or end of line: got 5.",
    ],
    [{ thousands: "." }, 'decimal and thousands must differ: got "." for both.'],
  ])("%j is refused", async (options, text) => {
    await expect(read(["1"], options)).rejects.toThrow(new RangeError(`readCsv: ${text}`));
  });
});

describe("a warning says when a column of digits and separators was taken for categories", () => {
  const warning = (sample: string, remedy: string) =>
    `readCsv: the CSV: column "a" was taken for categories, but its values have digits and separators only: ` +
    `${JSON.stringify(sample)}. ${remedy}, or types: { "a": "category" }.`;

  test.each<[texts: string[], remedy: string]>([
    [["1,234", "5"], 'Pass { thousands: "," }'],
    [["1,5", "2,25"], 'Pass { decimal: "," }'],
    [["1.234.567", "1.234,5"], 'Pass { thousands: ".", decimal: "," }'],
    [["1 234", "5"], 'Pass { thousands: " " }'],
    [["1 234,5"], 'Pass { thousands: " ", decimal: "," }'],
    [["1'234"], 'Pass { thousands: "\'" }'],
    [["1_000"], 'Pass { thousands: "_" }'],
    [["5%", "12.5 %"], "Convert them to numbers"],
    [["$5", "€1,000"], "Convert them to numbers"],
    [["2024-01-31"], "Convert them to numbers"],
    [["12:30"], "Convert them to numbers"],
  ])("%j", async (texts, remedy) => {
    const { categories, warnings } = await read(texts);
    expect(categories).toEqual(texts);
    expect(warnings).toEqual([warning(texts[0]!, remedy)]);
  });

  test("but not for names, stated types or columns without values", async () => {
    expect((await read(["B12", "C7"])).warnings).toEqual([]);
    expect((await read(["1,5"], { types: { a: "category" } })).warnings).toEqual([]);
    expect(
      (await read(["1,5"], { types: { a: "ignore" } }).catch(() => ({ warnings: [] }))).warnings,
    ).toEqual([]);
    expect((await read([""])).warnings).toEqual([]);
  });

  test("of a stream, in its latest pass", async () => {
    const stream = csvStream(() => "a;b\n1,5;2\n", { y: "b", delimiter: ";" });
    expect(stream.warnings).toEqual([]);
    await collected(stream);
    expect(stream.warnings).toEqual([
      warning("1,5", 'Pass { decimal: "," }').replace("readCsv", "csvStream"),
    ]);
  });
});
