/** A step of bringing something up, with the step that undoes it. */
export interface Task {
  readonly title: string;
  readonly setUp: () => Promise<void>;
  readonly tearDown?: () => Promise<void>;
}

/** What went wrong while undoing; the rest was undone all the same. */
export interface TeardownProblem {
  readonly title: string;
  readonly error: unknown;
}

/** Tasks that were set up and will be torn down in reverse order. */
export class TaskStack {
  readonly #done: Task[] = [];

  /**
   * Sets up the tasks one after the other. When one fails, those done before are torn down in reverse order and the
   * error of the failing one is thrown.
   */
  async setUp(tasks: readonly Task[]): Promise<void> {
    for (const task of tasks) {
      try {
        await task.setUp();
      } catch (error) {
        // A half-made task may have left something: its own teardown runs first.
        await task.tearDown?.().catch(() => undefined);
        await this.tearDown();
        throw error;
      }
      this.#done.push(task);
    }
  }

  /** Undoes everything in reverse order; one that fails does not keep the others from being undone. */
  async tearDown(): Promise<readonly TeardownProblem[]> {
    const problems: TeardownProblem[] = [];
    for (let task = this.#done.pop(); task !== undefined; task = this.#done.pop()) {
      try {
        await task.tearDown?.();
      } catch (error) {
        problems.push({ title: task.title, error });
      }
    }
    return problems;
  }
}
