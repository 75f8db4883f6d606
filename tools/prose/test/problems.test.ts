import { describe, expect, test } from "vitest";
import { problemsOf } from "../src/problems.ts";

const opening = "Start with a noun or a verb: “Cost of an op”, “True if …”, “Number of …”, “Returns …”.";

describe("a docstring", () => {
  test.each([
    ["What an op costs.", "What"],
    ["Whether the memory was released.", "Whether"],
    ["How many layers there are.", "How many"],
    ["Where the tensors live.", "Where"],
  ])("that opens with a clause is reported: %s", (text, word) => {
    expect(problemsOf(`/** ${text} */\nconst x = 1;\n`, "a.ts")).toEqual([`a.ts:1: “${word}”. ${opening}`]);
  });

  test("that opens with a noun or a verb passes, and so do code spans, links and examples", () => {
    const source = [
      "/**",
      " * Number of layers; see {@link What} and `towards`.",
      " *",
      " * @example",
      " * // What stands beside is code.",
      " */",
    ];
    expect(problemsOf(source.join("\n"), "a.ts")).toEqual([]);
  });

  test("has a passage for each tag, and problems carry the line of the word", () => {
    const source = "/**\n * Mean of x.\n *\n * @param x Values\n *   that lie beside each other.\n */\n";
    expect(problemsOf(source, "a.ts")).toEqual([
      "a.ts:5: “beside”. Write “alongside”, “next to” or “compared with”.",
      "a.ts:5: “lie”. Write “is stored”, “is”, “resides”.",
    ]);
  });
});

describe("a word of the list is reported", () => {
  test.each([
    ["It works on floats, too.", ", too"],
    ["A file of its own.", "of its own"],
    ["The second of them is none.", "is none"],
    ["The gradient towards x.", "towards"],
    ["This mends the order.", "mends"],
    ["Each place of a window.", "place"],
    ["Reads a text.", "a text"],
    ["They are cut into parts.", "cut into"],
    ["The order goes by name.", "goes by"],
    ["So many words.", "So many"],
    ["The colour of a pixel.", "colour"],
    ["It is normalised.", "normalised"],
    ["Rows. What is left stays.", "What"],
    ["One; two; three.", undefined],
  ])("%s", (text, word) => {
    const found = problemsOf(`// ${text}\n`, "a.ts");
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(word === undefined ? "more than one semicolon" : `“${word}”`);
  });

  test.each([
    "It runs in place.",
    "It takes the place of x.",
    "It takes place once.",
    "Four decimal places.",
    "m = β·m; v = β·v; t = t + 1",
    "Rows. What is next?",
  ])("%s passes", (text) => expect(problemsOf(`// Rows.\n\n// ${text}\n`, "a.ts")).toEqual([]));
});

describe("a Markdown page", () => {
  test("is read outside code blocks and front matter", () => {
    expect(problemsOf('---\nkind: "so many"\n---\n```ts\n// beside\n```\nPlain words.\n', "a.md")).toEqual(
      [],
    );
  });

  test("has headings that name their subject", () => {
    expect(problemsOf("# Cambium\n\n## What is in it\n", "a.md")).toEqual([
      "a.md:3: “## What”. Let the heading name the subject: “Contents”, “Transforming data sets”.",
    ]);
  });

  test("is a passage for each item of a list", () => {
    expect(problemsOf("- One; two.\n- Three; four.\n- Beside.\n", "a.md")).toEqual([
      "a.md:3: “Beside”. Write “alongside”, “next to” or “compared with”.",
    ]);
  });
});

test("comments behind code are read, strings are not", () => {
  expect(problemsOf('const a = 1; // beside\nconst b = "// beside";\n', "a.ts")).toEqual([
    "a.ts:1: “beside”. Write “alongside”, “next to” or “compared with”.",
  ]);
});
