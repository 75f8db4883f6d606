import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

/** Response of a server. */
export interface Answer {
  /** Reason for which it sent no file; undefined if it did. */
  readonly refused?: string;
  /** True if it sent only the missing part. */
  readonly continued: boolean;
}

/**
 * Downloads the missing part of a file if the server supports that, and the whole file otherwise.
 *
 * @param patience Milliseconds without a byte before it fails.
 */
export async function fetchInto(address: string, path: string, patience: number): Promise<Answer> {
  const silence = new Silence(patience);
  try {
    return await fetchWhile(silence, address, path);
  } catch (error) {
    throw silence.error ?? error;
  } finally {
    silence.end();
  }
}

async function fetchWhile(silence: Silence, address: string, path: string): Promise<Answer> {
  const there = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  const response = await fetch(address, {
    signal: silence.signal,
    // Without compression on the way: fetch would unpack it, and a part would not fit the bytes that exist.
    headers: { "accept-encoding": "identity", ...(there > 0 && { range: `bytes=${there}-` }) },
  });
  // The server has no bytes after those that exist: the file may be complete.
  if (there > 0 && response.status === 416) return { continued: true };
  if (!response.ok || !response.body) {
    return {
      refused: `the server answered ${response.status} ${response.statusText}`.trimEnd(),
      continued: false,
    };
  }
  // Some servers answer 206 even without a request for a part.
  const continued = there > 0 && response.status === 206;
  const body = Readable.fromWeb(response.body as ReadableStream);
  const heard = (chunks: AsyncIterable<Uint8Array>) => silence.brokenBy(chunks);
  await pipeline(body, heard, createWriteStream(path, { flags: continued ? "a" : "w" }));
  return { continued };
}

/** Aborts a download when no byte arrives for a while. */
class Silence {
  error: Error | undefined;
  readonly #patience: number;
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(patience: number) {
    this.#patience = patience;
    this.#begin();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  async *brokenBy(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of chunks) {
      this.#begin();
      yield chunk;
    }
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.error = new Error(`the server gave nothing for ${this.#patience} ms`);
      this.#controller.abort(this.error);
    }, this.#patience);
  }
}
