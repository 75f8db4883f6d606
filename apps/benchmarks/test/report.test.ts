import { describe, expect, test } from "vitest";
import { confusion, shade } from "../src/report/confusion.ts";
import { reportPage } from "../src/report/report.ts";
import { epoch, runOf } from "./reported-run.ts";

describe("the report", () => {
  const legends = (page: string) => page.match(/<\/span>test /g)?.length ?? 0;

  test("names the test curve if there is one", () => {
    expect(legends(reportPage(runOf([epoch])))).toBe(2);
  });

  test("names only the training curve if the run was interrupted in its first epoch", () => {
    const page = reportPage(runOf([]));
    expect(legends(page)).toBe(0);
    expect(page.match(/<\/span>training /g)).toHaveLength(2);
    expect(page).toContain("Interrupted: the report shows the run up to that point.");
  });

  test("escapes strings", () => {
    expect(reportPage(runOf([]))).toContain("<h1>a &lt;small&gt; run</h1>");
  });

  test("has each drawing in two widths, so that text does not shrink", () => {
    const widths = [...reportPage(runOf([epoch])).matchAll(/<svg[^>]* width="(\d+)"/g)].map(
      ([, width]) => width,
    );
    expect(widths).toEqual(["560", "320", "560", "320", "560", "320"]);
  });
});

describe("the confusion matrix", () => {
  test("counts answers by class, with their share of the class", () => {
    expect(confusion([0, 0, 1], [0, 1, 1], ["a", "b"])).toEqual([
      { truth: "a", predicted: "a", count: 1, share: 0.5 },
      { truth: "a", predicted: "b", count: 1, share: 0.5 },
      { truth: "b", predicted: "a", count: 0, share: 0 },
      { truth: "b", predicted: "b", count: 1, share: 1 },
    ]);
  });

  test.each([9, 14, 100, 400])(
    "shades 1 and 9 errors visibly different if the largest count is %i",
    (largest) => {
      const cells = [1, 9, largest].map((count) => ({
        truth: "a",
        predicted: "b",
        count,
        share: count / 1000,
      }));
      const [one, nine, most] = shade(cells, "red").map(({ opacity }) => opacity) as [number, number, number];
      expect(nine - one).toBeGreaterThan(0.07);
      expect(most).toBeCloseTo(0.85, 12);
    },
  );

  test("has dark counts on strong colors", () => {
    const cells = [1, 100].map((count) => ({ truth: "a", predicted: "b", count, share: count / 100 }));
    expect(shade(cells, "red").map(({ ink }) => ink)).toEqual(["currentColor", "var(--on-color)"]);
  });
});
