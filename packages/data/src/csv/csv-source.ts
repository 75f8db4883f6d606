import { inWords } from "@cambium/tensor/checks";
import { gunzip } from "../bytes/gunzip.ts";
import { DataError } from "../errors.ts";

/** The used part of a web `ReadableStream` of bytes. Projects without `dom` in `lib` do not have that type. */
export interface ByteStream {
  /** Starts reading. */
  getReader(): {
    /** Returns the next part, or `done` at the end. */
    read(): Promise<{
      /** True at the end. */
      readonly done: boolean;
      /** The part; undefined at the end. */
      readonly value?: Uint8Array | undefined;
    }>;
    /** Ends reading early. */
    cancel(): Promise<void>;
  };
}

/** Contents of a CSV file: its text, its bytes (plain or gzip), or a stream of parts. */
export type CsvSource = string | Uint8Array | AsyncIterable<Uint8Array | string> | ByteStream;

/**
 * Checks that an argument is a source.
 *
 * @throws {TypeError} If it is not.
 */
export function requireSource(op: string, source: unknown): void {
  if (typeof source === "string" || source instanceof Uint8Array) return;
  if (
    typeof source === "object" &&
    source !== null &&
    (Symbol.asyncIterator in source || "getReader" in source)
  )
    return;
  throw new TypeError(
    `${op}: the source must be text, a Uint8Array, or a stream of parts: got ${inWords(source)}. ` +
      "Pass csvFile(path) of @cambium/data/files for a file.",
  );
}

/** Name of a source: the path, if it is a `csvFile` or a Node stream. */
export function nameOf(source: CsvSource): string {
  const { path } = source as { readonly path?: unknown };
  return typeof path === "string" ? path : "the CSV";
}

/**
 * Reads the text of a source in parts.
 *
 * @throws {DataError} If bytes are not UTF-8.
 */
export async function* textOf(
  op: string,
  source: CsvSource,
  name: string,
): AsyncGenerator<string, void, undefined> {
  if (typeof source === "string") yield source;
  else {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const decode = (bytes?: Uint8Array): string => {
      try {
        return decoder.decode(bytes, { stream: bytes !== undefined });
      } catch (cause) {
        throw new DataError(`${op}: the text is not UTF-8: ${name}. Convert it.`, { cause });
      }
    };
    for await (const part of partsOf(op, source, name)) yield typeof part === "string" ? part : decode(part);
    yield decode();
  }
}

async function* partsOf(
  op: string,
  source: Exclude<CsvSource, string>,
  name: string,
): AsyncGenerator<Uint8Array | string, void, undefined> {
  if (source instanceof Uint8Array) yield await gunzip(op, name, source);
  else if (Symbol.asyncIterator in source) yield* source;
  else {
    // Some browsers cannot iterate a stream directly.
    const reader = (source as ByteStream).getReader();
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value!;
    } finally {
      await reader.cancel().catch(() => {});
    }
  }
}
