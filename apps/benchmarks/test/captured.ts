import { Writable } from "node:stream";
import { run } from "../src/cli.ts";

/** Output and exit code of a command. */
export interface Captured {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A stream that collects its input. */
export class Collector extends Writable {
  text = "";
  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs a command line in this process, without a terminal. */
export async function captured(...words: string[]): Promise<Captured> {
  const [out, err] = [new Collector(), new Collector()];
  const code = await run(words, { out, err });
  return { code, out: out.text, err: err.text };
}
