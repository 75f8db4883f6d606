import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { run } from "../src/cli.ts";

/** A terminal that keeps what is written. */
function recorded() {
  const written = { out: "", err: "" };
  const into = (name: "out" | "err") =>
    new Writable({
      write(chunk, _encoding, done) {
        written[name] += chunk;
        done();
      },
    });
  return { written, terminal: { out: into("out"), err: into("err") } };
}

test("bench measures a suite beside plain loops", async () => {
  const { written, terminal } = recorded();
  expect(await run(["bench", "overhead", "--time", "20"], terminal)).toBe(0);
  expect(written.out).toMatch(/XOR training step.*\d+\.\d\d µs/);
});

test("an unknown suite is named, with those there are", async () => {
  const { written, terminal } = recorded();
  expect(await run(["bench", "nothing"], terminal)).toBe(2);
  expect(written.err).toContain("Allowed choices are kernels, overhead");
});
