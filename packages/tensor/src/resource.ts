import { adopt, disown, type Scope } from "./ownership.ts";

/** Resources by their handles. */
const held = /* @__PURE__ */ new WeakMap<object, Resource>();

/** Number of resources that were not disposed. Most programs have none, and then no look-up is needed. */
let alive = 0;

/** Frees resources that no scope owns and whose handles were dropped. */
const registry: FinalizationRegistry<Content> = /* @__PURE__ */ new FinalizationRegistry<Content>((content) =>
  free(content),
);

function free(content: Content): void {
  alive--;
  content.dispose();
}

/** Content of a resource. */
interface Content {
  dispose(): void;
}

/**
 * Something other than a tensor that a scope frees when it ends, such as the tensors that a recorder retains.
 *
 * A resource belongs to the innermost scope that is open when it is made. If the result of the scope contains one of its handles,
 * the enclosing scope takes it over. Outside of every scope it lives until `dispose`, or until its handles are garbage-collected.
 *
 * @example
 * const tape = new Tape(variables); // retains tensors until tape.dispose()
 * const resource = new Resource(tape);
 * return resource.heldBy((cotangent: Tensor) => tape.backward(cotangent));
 */
export class Resource {
  /** @internal */
  owner: Scope | undefined = undefined;
  /** @internal */
  place = 0;
  /** @internal */
  watched = false;
  readonly #content: Content;
  #disposed = false;

  /** @param content Disposed with this. It must not refer to a handle, which would then never be garbage-collected. */
  constructor(content: { dispose(): void }) {
    this.#content = content;
    alive++;
    adopt(this);
  }

  /** True after `dispose`. */
  get disposed(): boolean {
    return this.#disposed;
  }

  /** Marks an object or a function as a handle, and returns it. A scope that returns the handle does not free this resource. */
  heldBy<H extends object>(handle: H): H {
    held.set(handle, this);
    return handle;
  }

  /** Frees the resource. Safe to call more than once. */
  dispose(): void {
    if (this.#disposed) return;
    if (this.watched) this.watch(false);
    disown(this);
    this.#disposed = true;
    free(this.#content);
  }

  /**
   * Starts or ends watching the garbage collector for this.
   *
   * @internal
   */
  watch(watched: boolean): void {
    this.watched = watched;
    if (watched) registry.register(this, this.#content, this);
    else registry.unregister(this);
  }
}

/** The resource that an object or a function is a handle of. */
export function resourceOf(handle: object): Resource | undefined {
  return alive > 0 ? held.get(handle) : undefined;
}
