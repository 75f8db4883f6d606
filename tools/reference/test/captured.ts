import { Writable } from "node:stream";
import { run } from "../src/run.ts";

/** A stream that remembers what it was given. */
class Collector extends Writable {
  text = "";
  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Output of a command line and its exit code. */
export interface Captured {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process. */
export async function captured(...words: string[]): Promise<Captured> {
  const [out, err] = [new Collector(), new Collector()];
  const code = await run(words, { out, err });
  return { code, out: out.text, err: err.text };
}
