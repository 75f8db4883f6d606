/**
 * Words of the control block, through which the threads agree; each that several threads write has a cache line (16
 * words) of its own.
 *
 * One launch at a time is open. The main thread describes it, opens it, raises `generation` and wakes who sleeps. Every
 * thread takes chunks of tasks from `next` until none is left and counts them in `done`. A worker looks at the
 * description only between entering and leaving (`active`), and only while the launch is open; the main thread closes
 * it when all is done, and describes the next one when nobody is inside.
 */
export const Control = {
  /** Rises with every launch; workers sleep on it. */
  generation: 0,
  /** How many workers sleep, or are about to. */
  asleep: 16,
  /** 1 while there is a launch whose description may be read. */
  open: 32,
  /** Which kernel the launch runs. */
  kernel: 33,
  /** How many tasks it has. */
  tasks: 34,
  /** How many tasks are taken at once. */
  chunk: 35,
  /** Address of the newest module that was compiled at run time: [address of the one before, kernel, length, bytes …]; or 0. */
  newest: 36,
  /** 1 once workers shall end. */
  ended: 37,
  /** The first task that nobody took yet. */
  next: 48,
  /** How many tasks are done; the main thread sleeps on it. */
  done: 64,
  /** How many workers are inside a launch. */
  active: 80,
  /** 1 + the kernel that failed on a worker, or 0. */
  failed: 96,
  /** How many words there are. */
  words: 112,
} as const;
