import { expect, test } from "vitest";

/** Report of a page under a Content-Security-Policy. */
interface Report {
  readonly threads?: number;
  readonly sum?: number;
  readonly warnings: readonly string[];
  readonly error?: string;
}

const modules = {
  backend: new URL("../src/inlined.ts", import.meta.url).href,
  tensor: new URL("../../tensor/src/index.ts", import.meta.url).href,
};

/** Creates a backend with three threads in a frame with this policy. */
function report(policy: string): Promise<Report> {
  const frame = document.createElement("iframe");
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}">
    <script type="module">
      const warnings = [];
      console.warn = (text) => warnings.push(text);
      try {
        const { createWasmBackend } = await import("${modules.backend}");
        const { ones, sum } = await import("${modules.tensor}");
        const backend = await createWasmBackend({ threads: 3 });
        await backend.ready;
        const total = sum(ones([1_000_000], { backend })).item();
        parent.postMessage({ threads: backend.threads, sum: total, warnings }, "*");
      } catch (error) {
        parent.postMessage({ error: error.name + ": " + error.message, warnings }, "*");
      }
    </script>`;
  return new Promise((resolve) => {
    addEventListener("message", function listener({ source, data }) {
      if (source !== frame.contentWindow) return;
      removeEventListener("message", listener);
      frame.remove();
      resolve(data as Report);
    });
    document.body.append(frame);
  });
}

const scripts = "script-src 'self' 'unsafe-inline'";

test("a policy that allows workers and WebAssembly", async () => {
  expect(await report(`${scripts} 'wasm-unsafe-eval'; worker-src blob:`)).toEqual({
    threads: 3,
    sum: 1_000_000,
    warnings: [],
  });
});

test.each([
  ["no workers", "worker-src 'none'"],
  ["Trusted Types", "worker-src blob:; require-trusted-types-for 'script'"],
])("%s: one thread computes, and one warning says why", async (_, policy) => {
  const { threads, sum, warnings, error } = await report(`${scripts} 'wasm-unsafe-eval'; ${policy}`);
  expect(error).toBeUndefined();
  expect({ threads, sum, warnings }).toEqual({
    threads: 1,
    sum: 1_000_000,
    warnings: [
      expect.stringMatching(
        /^@cambium\/cpu-wasm: computing on 1 of 3 threads, because workers could not start: .+\. A Content-Security-Policy must allow it with "worker-src blob:"/,
      ),
    ],
  });
});

test("no WebAssembly: the error names what to allow, and what runs without it", async () => {
  const { error } = await report(scripts);
  expect(error).toMatch(/^BackendError: cpu-wasm: cannot compile \w+\.wasm: /);
  expect(error).toMatch(
    /"script-src 'wasm-unsafe-eval'"; without it, the reference backend \(@cambium\/tensor\/reference\) runs\.$/,
  );
});
