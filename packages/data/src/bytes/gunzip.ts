import { requireBytes } from "../checks.ts";
import { DataError } from "../errors.ts";

/** Unpacked size that is always allowed: 64 MiB. */
const ALLOWED = 2 ** 26;
/** Largest ratio of unpacked to packed size beyond that. Without a limit, a few kilobytes could fill all memory. */
const ALLOWED_RATIO = 100;

/**
 * Unpacks gzip data; other bytes are returned as they are.
 *
 * @param op Name of the calling function, for messages.
 * @param name Name of the file, for messages.
 * @throws {DataError} If the data are broken or cut short, or unpack to more than the limit.
 */
export async function gunzip(op: string, name: string, bytes: Uint8Array): Promise<Uint8Array> {
  requireBytes(op, bytes);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const unpacked = source(bytes).pipeThrough(new DecompressionStream("gzip"));
  const limit = Math.max(ALLOWED, ALLOWED_RATIO * bytes.length);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of chunksOf(unpacked)) {
      length += chunk.length;
      if (length > limit) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new DataError(
      `${op}: gzip data are broken or cut short: ${name}, ${bytes.length} bytes. Get the file again.`,
      { cause },
    );
  }
  if (length <= limit) return joined(chunks, length);
  throw new DataError(
    `${op}: gzip data unpack to too much: ${name}, more than ${limit} bytes from ${bytes.length}. ` +
      "Unpack the file first, if it is what it should be.",
  );
}

function source(bytes: Uint8Array): ReadableStream<BufferSource> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes as Uint8Array<ArrayBuffer>);
      controller.close();
    },
  });
}

/** Chunks of a stream. Some browsers cannot iterate a stream directly. */
async function* chunksOf<T>(stream: ReadableStream<T>): AsyncGenerator<T, void, undefined> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // After a failed read, cancel rejects with the same error again.
    await reader.cancel().catch(() => {});
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let start = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, start);
    start += chunk.length;
  }
  return bytes;
}
