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

/** Appends to a file what of it is missing, if the server gives parts; else writes all of it anew. */
export async function fetchInto(address: string, path: string): Promise<Answer> {
  const there = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  const response = await fetch(address, there > 0 ? { headers: { range: `bytes=${there}-` } } : {});
  // The server has nothing after what is there: it may be whole.
  if (there > 0 && response.status === 416) return { continued: true };
  if (!response.ok || !response.body) {
    return {
      refused: `the server answered ${response.status} ${response.statusText}`.trimEnd(),
      continued: false,
    };
  }
  const continued = response.status === 206;
  const body = Readable.fromWeb(response.body as ReadableStream);
  await pipeline(body, createWriteStream(path, { flags: continued ? "a" : "w" }));
  return { continued };
}
