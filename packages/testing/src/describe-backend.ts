import { type Backend, type Memory, memory } from "@cambium/tensor";
import { beforeAll, describe, expect, test } from "vitest";
import { describeConversions } from "./conformance/conversions.ts";
import { describeDraws } from "./conformance/draws.ts";
import { describeLines } from "./conformance/lines.ts";
import { describeMemory } from "./conformance/memory.ts";
import { describeMoves } from "./conformance/moves.ts";
import { describeNorms } from "./conformance/norms.ts";
import { describeProducts } from "./conformance/products.ts";
import { describePrograms } from "./conformance/programs.ts";
import { describeScalarFunctions } from "./conformance/scalar-functions.ts";
import { describeTraining } from "./conformance/training.ts";
import { describeWindows } from "./conformance/windows.ts";
import { describeOp } from "./describe-op.ts";
import { describeRandomOp } from "./describe-random-op.ts";
import type { OpRow } from "./op-row.ts";
import { opTable } from "./op-table/index.ts";
import { randomOps } from "./op-table/random.ts";

/** Options of {@link describeBackend}. */
export interface BackendSuiteOptions {
  /** Rows in addition to those of the tensor package's ops. */
  readonly rows?: readonly OpRow[];
}

/**
 * Conformance suite of backends. It tests each required method on views of every layout, each scalar function at hard
 * arguments, every op of the op table with its gradients and fused kernels, and the training of a small network. Only the
 * element types that the backend declares are tested. It runs in Node and in the browser.
 *
 * @param name Name in the titles.
 * @param createBackend Called once, before the tests.
 * @example
 * describeBackend("toy", createToyBackend);
 */
export function describeBackend(
  name: string,
  createBackend: () => Backend | Promise<Backend>,
  { rows = [] }: BackendSuiteOptions = {},
): void {
  let made: Backend | undefined;
  let before: Memory | undefined;
  const backend = (): Backend => made!;

  describe(`backend ${name}`, () => {
    beforeAll(async () => {
      before = memory();
      made = await createBackend();
    });

    describe("methods", () => {
      test("claims at least float32, int32 and bool", () => {
        expect([...backend().dtypes]).toEqual(expect.arrayContaining(["float32", "int32", "bool"]));
      });
      describeMemory(backend);
      describeScalarFunctions(backend);
      describeConversions(backend);
      describePrograms(backend);
      describeLines(backend);
      describeNorms(backend);
      describeProducts(backend);
      describeMoves(backend);
      describeWindows(backend);
      describeDraws(backend);
    });

    describe("ops", () => {
      for (const row of [...opTable, ...rows]) describeOp(row, backend);
      for (const row of randomOps) describeRandomOp(row, backend);
    });

    describeTraining(backend);

    test("holds as much memory as before all of this", () => {
      const { tensors, bytes } = before!;
      expect(memory()).toMatchObject({ tensors, bytes });
    });
  });
}
