import {
  add,
  type Call,
  conv2d,
  emit,
  exp,
  normal,
  Rng,
  randomOp,
  softmax,
  sum,
  unrecorded,
  withRecorder,
  zeros,
} from "@cambium/tensor";
import { createReferenceBackend } from "@cambium/tensor/reference";
import { expect, test } from "vitest";

/** Names of the ops that are reported while `fn` runs. */
function heard(fn: (listen: <T>(inner: () => T) => T) => unknown): { outer: string[]; inner: string[] } {
  const [outer, inner]: [string[], string[]] = [[], []];
  const listener = (list: string[]) => ({ record: ({ op }: Call) => list.push(op.name) });
  withRecorder(listener(outer), () => fn((within) => withRecorder(listener(inner), within)));
  return { outer, inner };
}

const x = zeros([2]);

test("every enclosing recorder is told of every op until it ends", () => {
  const { outer, inner } = heard((listen) => {
    exp(x);
    listen(() => add(x, 1));
    sum(x);
  });
  expect(outer).toEqual(["exp", "add", "sum"]);
  expect(inner).toEqual(["add"]);
});

test("an op composed of others is reported as one op", () => {
  const { fused, ...backend } = createReferenceBackend();
  const { outer } = heard(() => {
    softmax(zeros([2], { backend }));
    conv2d(zeros([1, 1, 3, 3], { backend }), zeros([1, 1, 2, 2], { backend }));
  });
  expect(outer).toEqual(["softmax", "conv2d"]);
});

test("nothing is reported inside of unrecorded or after an error", () => {
  expect(heard(() => unrecorded(() => exp(x))).outer).toEqual([]);
  const { outer, inner } = heard((listen) => {
    expect(() =>
      listen(() => {
        throw new Error("oops");
      }),
    ).toThrow("oops");
    exp(x);
  });
  expect([outer, inner]).toEqual([["exp"], []]);
});

test("a draw reports the state of its stream before it", () => {
  const rng = new Rng(1);
  rng.uniform();
  const before = rng.state;
  const calls: Call[] = [];
  withRecorder({ record: (call) => calls.push(call) }, () => normal([5], { rng }));
  expect(calls.map(({ op }) => op)).toEqual([randomOp]);
  expect(calls[0]!.attributes).toEqual({ rng, before, kind: "normal" });
});

test("a package can report its own op", () => {
  const { outer } = heard(() =>
    emit({ op: { name: "mine" }, inputs: [], attributes: undefined, outputs: [x] }),
  );
  expect(outer).toEqual(["mine"]);
});
