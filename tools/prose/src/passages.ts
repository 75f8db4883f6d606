/** A paragraph of prose: part of a comment, of a docstring or of a Markdown page. */
export interface Passage {
  readonly kind: "comment" | "docstring" | "heading" | "paragraph";
  /** True for the first paragraph of a comment or docstring. */
  readonly opens: boolean;
  /** Line number of each line of the paragraph, from 1. */
  readonly lines: readonly number[];
  /** The lines themselves, without comment marks; code spans are replaced by spaces of equal length. */
  readonly texts: readonly string[];
}

interface Line {
  readonly number: number;
  readonly text: string;
}

/** Replaces code spans, link targets and formulas in braces, so that rules see prose only. */
function withoutCode(text: string): string {
  return text.replace(/`[^`]*`|\]\([^)]*\)|\{@\w+ [^}]*\}|https?:\/\/\S+/g, (found) =>
    "·".repeat(found.length),
  );
}

/** Groups lines into paragraphs; `starts` is true for a line that begins a new one. */
function paragraphs(lines: readonly Line[], starts: (text: string) => boolean): Line[][] {
  const found: Line[][] = [];
  let open = false;
  for (const line of lines) {
    const blank = line.text.trim() === "";
    if (!blank && open && !starts(line.text)) found.at(-1)!.push(line);
    else if (!blank) found.push([line]);
    open = !blank;
  }
  return found;
}

function passage(kind: Passage["kind"], opens: boolean, lines: readonly Line[]): Passage {
  return {
    kind,
    opens,
    lines: lines.map((line) => line.number),
    texts: lines.map((line) => withoutCode(line.text)),
  };
}

/** The passages of a Markdown page: headings and paragraphs outside code blocks and front matter. */
export function passagesOfMarkdown(source: string): Passage[] {
  const body = source.replace(/^---\n.*?\n---\n/s, (matter) => "\n".repeat(matter.split("\n").length - 1));
  const prose = body.replace(/^( *)```.*?^\1```/gms, (block) => "\n".repeat(block.split("\n").length - 1));
  const lines = prose.split("\n").map((text, index) => ({ number: index + 1, text }));
  return paragraphs(lines, (text) => /^\s*([-*]|\d+\.|\||#)/.test(text)).map((found) =>
    passage(found[0]!.text.startsWith("#") ? "heading" : "paragraph", false, found),
  );
}

/** The passages of a TypeScript file: docstrings and comments, one for each paragraph and tag. */
export function passagesOfSource(source: string): Passage[] {
  return commentsOf(source).flatMap(({ kind, lines }) =>
    paragraphs(withoutExamples(lines), (text) => /^\s*([-*]|\d+\.|@)/.test(text)).map((found, index) =>
      passage(kind, index === 0, found),
    ),
  );
}

/** Examples are code, which the README tests and the compiler look after. */
function withoutExamples(lines: readonly Line[]): readonly Line[] {
  const example = lines.findIndex(({ text }) => text.startsWith("@example"));
  return example < 0 ? lines : lines.slice(0, example);
}

function commentsOf(source: string): { kind: Passage["kind"]; lines: Line[] }[] {
  const found: { kind: Passage["kind"]; lines: Line[] }[] = [];
  let kind: "block" | "line" | undefined;
  for (const [index, text] of source.split("\n").entries()) {
    const number = index + 1;
    const opening = kind === "block" ? undefined : /^\s*\/\*(\*?)\s?(.*)$/.exec(text);
    const single = /^\s*\/\/[!/]?\s?(.*)$/.exec(text) ?? /^[^"'`]*\S\s\/\/ (.*)$/.exec(text);
    if (opening) {
      found.push({ kind: opening[1] === "*" ? "docstring" : "comment", lines: [] });
      kind = "block";
    } else if (kind !== "block" && single) {
      if (kind !== "line") found.push({ kind: "comment", lines: [] });
      kind = /^\s*\/\//.test(text) ? "line" : undefined;
      found.at(-1)!.lines.push({ number, text: single[1]! });
      continue;
    } else if (kind !== "block") {
      kind = undefined;
      continue;
    }
    const content = (opening ? opening[2]! : text.replace(/^\s*\*(?!\/)\s?/, "")).replace(/\s*\*\/.*$/, "");
    found.at(-1)!.lines.push({ number, text: content });
    if (text.includes("*/")) kind = undefined;
  }
  return found;
}
