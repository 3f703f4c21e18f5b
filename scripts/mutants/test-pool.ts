import { fork, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a test process does: put `text` in the place of `file`, run `tests` until one fails. */
export interface Order {
  readonly file?: string;
  readonly text?: string;
  readonly tests: readonly string[];
  /** Where to write the blocks that ran. */
  readonly hits?: string;
}

export interface Answer {
  /** The test file that failed first, null when all passed. */
  readonly failed: string | null;
  readonly fault?: string;
  readonly isLate?: boolean;
}

const COPIED = [
  'server',
  'scripts',
  'tests',
  'data',
  'package.json',
  'tsconfig.json',
  'client',
  'docs',
  'README.md',
];

/** A copy of the tree that mutants may change. Packages are shared by a link. */
function copyTree(home: string, copy: string): void {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const part of COPIED) {
    const from = join(home, part);
    if (existsSync(from))
      cpSync(from, join(copy, part), { recursive: true, filter: (path) => !path.endsWith('.png') });
  }
  symlinkSync(join(home, 'node_modules'), join(copy, 'node_modules'));
}

/** Test processes run apart from this one, so a signal that ends this one is passed on to them. */
const open = new Set<TestProcess>();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    for (const one of open) one.close();
    process.exit(1);
  });

/** One test process; it is started again after a run that took too long. */
export class TestProcess {
  #child: ChildProcess | null = null;
  /** Folder of its copy of the tree. */
  readonly copy: string;
  readonly #mode: 'mutants' | 'hits';

  constructor(home: string, copy: string, mode: 'mutants' | 'hits') {
    this.copy = copy;
    this.#mode = mode;
    copyTree(home, copy);
    open.add(this);
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(join(import.meta.dirname, 'test-process.ts'), [this.copy, this.#mode], {
      execArgv: ['--import', 'tsx'],
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`the test process ended with ${code}`)));
    });
    child.removeAllListeners('exit');
    return child;
  }

  /**
   * Carries out one order; when `limitMs` pass, or the process ends, the answer is late. A process that is
   * ended cannot put the file back: that is done here, or the change would stay for all later mutants.
   */
  async run(order: Order, limitMs: number): Promise<Answer> {
    const path = order.file === undefined ? null : join(this.copy, order.file);
    const original = path === null ? null : readFileSync(path);
    this.#child ??= await this.#start();
    const child = this.#child;
    const answer = await new Promise<Answer>((resolve) => {
      const timer = setTimeout(() => resolve({ failed: null, isLate: true }), limitMs);
      const end = (): void => resolve({ failed: null, isLate: true });
      child.once('exit', end);
      child.once('message', (message) => {
        clearTimeout(timer);
        child.off('exit', end);
        resolve(message as Answer);
      });
      child.send(order);
    });
    if (answer.isLate) {
      this.close();
      if (path !== null && original !== null) writeFileSync(path, original);
    }
    return answer;
  }

  /** Ends the process and those that run its tests. */
  close(): void {
    const child = this.#child;
    this.#child = null;
    child?.removeAllListeners();
    if (child?.pid === undefined || child.exitCode !== null) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
  }
}
