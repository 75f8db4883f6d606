import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

/** How a server answered. */
export interface Answer {
  /** Why it gave nothing, if so. */
  readonly refused?: string;
  /** Whether it gave only what was missing. */
  readonly continued: boolean;
}

/**
 * Appends to a file what of it is missing, if the server gives parts; else writes all of it anew.
 *
 * @param patience Milliseconds without a byte after which it gives up.
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
    // Bytes as they lie there: packed on the way they would be unpacked here, and their parts would not fit together.
    headers: { "accept-encoding": "identity", ...(there > 0 && { range: `bytes=${there}-` }) },
  });
  // The server has nothing after what is there: it may be whole.
  if (there > 0 && response.status === 416) return { continued: true };
  if (!response.ok || !response.body) {
    return {
      refused: `the server answered ${response.status} ${response.statusText}`.trimEnd(),
      continued: false,
    };
  }
  // Some answer so even if they were not asked for a part.
  const continued = there > 0 && response.status === 206;
  const body = Readable.fromWeb(response.body as ReadableStream);
  const heard = (chunks: AsyncIterable<Uint8Array>) => silence.brokenBy(chunks);
  await pipeline(body, heard, createWriteStream(path, { flags: continued ? "a" : "w" }));
  return { continued };
}

/** Aborts when nothing was heard for a while. */
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
