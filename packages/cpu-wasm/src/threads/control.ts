/**
 * Words of the control block, through which the threads communicate. Each word that several threads write has a separate cache line (16
 * words).
 *
 * One launch at a time is open. The main thread describes it, opens it, increments `generation` and wakes sleeping workers. Every
 * thread takes chunks of tasks from `next` until none is left, and counts them in `done`. A worker reads the
 * description only between entering and leaving (`active`) and only while the launch is open. The main thread closes
 * it when all tasks are done, and describes the next one when no worker is inside.
 */
export const Control = {
  /** Number of launches, on which workers sleep. */
  generation: 0,
  /** Number of workers that sleep or are about to. */
  asleep: 16,
  /** 1 while there is a launch whose description may be read. */
  open: 32,
  /** Number of the kernel. */
  kernel: 33,
  /** Number of tasks. */
  tasks: 34,
  /** Number of tasks that a thread takes at once. */
  chunk: 35,
  /** Address of the newest module that was compiled at run time, or 0. Its record holds the address of the module before it, its kernel, its length and its bytes. */
  newest: 36,
  /** 1 when workers must end. */
  ended: 37,
  /** First task that no thread has taken. */
  next: 48,
  /** Number of finished tasks, on which the main thread sleeps. */
  done: 64,
  /** Number of workers inside a launch. */
  active: 80,
  /** 1 + the kernel that failed on a worker, or 0. */
  failed: 96,
  /** Number of words. */
  words: 112,
} as const;
