import { DataError } from "../errors.ts";
import type { Interleaved } from "./channels.ts";
import type { DecodeRequest } from "./decode-request.ts";
import { readJpegHeader } from "./jpeg-header.ts";
import { oriented } from "./orient.ts";

/** The used part of the codec's module. */
interface Codec {
  decode(bytes: Uint8Array, applyRotation: boolean): ImageData | null;
}

/** Function that instantiates the codec's module. */
type CodecFactory = (options: {
  readonly noInitialRun: boolean;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
  readonly instantiateWasm?: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ) => WebAssembly.Exports;
}) => Promise<Codec>;

/** Warnings of libjpeg about lost pixels. Others, such as those about extra bytes, are harmless. */
const lossy = /premature end|corrupt|bad|invalid|unsupported|not|inconsistent/i;
const harmless = /extraneous bytes/i;

let codec: Promise<Codec> | undefined;
/** Lines that the codec printed during the last call. */
let printed: string[] = [];

/** Warning of libjpeg about a file without an end marker. */
const NO_END = "Premature end of JPEG file";
const END: readonly number[] = [0xff, 0xd9];

/**
 * Decodes a JPEG image with libjpeg: baseline or progressive, gray or color.
 *
 * A file that lacks only the end marker is accepted, because all its pixels are present.
 *
 * @throws {DataError} If the file is broken, cut short, or uses a coding that libjpeg does not support.
 * @see ITU-T T.81: Digital compression and coding of continuous-tone still images (1992).
 */
export async function decodeJpeg(bytes: Uint8Array, request: DecodeRequest): Promise<Interleaved> {
  const { channels, orientation, isOneScan } = readJpegHeader(bytes, request);
  codec ??= startCodec();
  const started = await codec;
  let attempt = decodeWith(started, bytes);
  if (isOneScan && attempt.fault === NO_END) {
    // If pixels are missing as well, libjpeg warns about them once the end marker is restored.
    const whole = decodeWith(started, withEnd(bytes));
    if (whole.fault === undefined) attempt = whole;
  }
  const { width, height, data } = checked(attempt, bytes, request);
  const image = { width, height, channels, stride: 4, data };
  return request.applyOrientation ? oriented(image, orientation) : image;
}

function withEnd(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(bytes.length + END.length);
  whole.set(bytes);
  whole.set(END, bytes.length);
  return whole;
}

/** Result of a call of the codec. */
interface Attempt {
  readonly image: ImageData | null;
  /** Warning about lost pixels. */
  readonly fault: string | undefined;
  readonly cause: unknown;
}

function decodeWith(started: Codec, bytes: Uint8Array): Attempt {
  printed = [];
  let image: ImageData | null = null;
  let cause: unknown;
  try {
    image = started.decode(bytes, false);
  } catch (error) {
    cause = error;
    // The module was interrupted and would never free its memory.
    codec = undefined;
  }
  return { image, cause, fault: printed.find((line) => lossy.test(line) && !harmless.test(line))?.trim() };
}

function checked({ image, fault, cause }: Attempt, bytes: Uint8Array, { name }: DecodeRequest): ImageData {
  if (image && fault === undefined) return image;
  const reason = fault ?? printed[0] ?? (cause instanceof Error ? cause.message : "no image comes out");
  throw new DataError(
    `decodeImage: the JPEG is broken or cut short: ${name}, ${bytes.length} bytes: ${reason.trim().replace(/\.?$/, ".")} ` +
      "Get the file again.",
    { cause },
  );
}

async function startCodec(): Promise<Codec> {
  const { default: factory } = (await import("@jsquash/jpeg/codec/dec/mozjpeg_dec.js")) as unknown as {
    default: CodecFactory;
  };
  const module = await compiled();
  return factory({
    noInitialRun: true,
    print: (line) => printed.push(line),
    printErr: (line) => printed.push(line),
    ...(module && {
      instantiateWasm: (imports, done) => {
        const instance = new WebAssembly.Instance(module, imports);
        done(instance);
        return instance.exports;
      },
    }),
  });
}

let module: Promise<WebAssembly.Module> | undefined;

/** Compiles the WebAssembly of the codec from its file. Outside browsers the codec cannot fetch it. */
function compiled(): Promise<WebAssembly.Module> | undefined {
  const files = globalThis.process?.getBuiltinModule?.("node:fs/promises");
  if (!files) return undefined;
  module ??= files
    .readFile(new URL(import.meta.resolve("@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm")))
    .then((bytes) => WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>));
  return module;
}
