import { Resource, scope } from "@cambium/tensor";
import { expect, test } from "vitest";

/** Resource with a handle and the number of times it was freed. */
function made(): { resource: Resource; handle: () => void; freed: () => number } {
  let count = 0;
  const resource = new Resource({ dispose: () => void count++ });
  return { resource, handle: resource.heldBy(() => {}), freed: () => count };
}

test("a scope disposes its resources once", () => {
  const { resource, freed } = scope(() => {
    const { resource, freed } = made();
    return {
      freed,
      get resource() {
        return resource;
      },
    };
  });
  expect([resource.disposed, freed()]).toEqual([true, 1]);
  resource.dispose();
  expect(freed()).toBe(1);
});

test("a scope that throws disposes it", () => {
  let freed = () => 0;
  const broken = () => {
    ({ freed } = made());
    throw new Error("oops");
  };
  expect(() => scope(broken)).toThrow("oops");
  expect(freed()).toBe(1);
});

test("a handle in the result of a scope passes it to the enclosing scope, at any depth", () => {
  let freed = () => 0;
  scope(() => {
    scope(() => {
      const one = made();
      freed = one.freed;
      return { list: [new Map([["handle", one.handle]])] };
    });
    expect(freed()).toBe(0);
  });
  expect(freed()).toBe(1);
});

test("outside of scopes it lives until dispose", () => {
  const { resource, handle, freed } = made();
  scope(() => handle);
  expect(freed()).toBe(0);
  resource.dispose();
  expect(freed()).toBe(1);
});
