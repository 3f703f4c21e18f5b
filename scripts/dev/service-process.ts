import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { home } from '../build/build-parts.ts';

/** How long a service may take to interrupt what runs before it is ended. */
const PATIENCE_MILLISECONDS = 500;

/** The built service in a process of its own: one at a time. */
export class ServiceProcess {
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
  }

  /** Ends the running service and starts the one that was built; calls take effect in their order. */
  restart(): Promise<void> {
    this.#last = this.#last.then(async () => {
      await this.#end();
      this.#begin();
    });
    return this.#last;
  }

  stop(): Promise<void> {
    this.#last = this.#last.then(() => this.#end());
    return this.#last;
  }

  #begin(): void {
    const child = spawn(process.execPath, ['--enable-source-maps', join(home, 'dist/server/main.js')], {
      stdio: 'inherit',
      env: { ...process.env, ...this.#environment },
    });
    this.#child = child;
    child.once('exit', (code, signal) => {
      if (this.#child !== child) return;
      this.#child = null;
      console.error(`The service ended (${code ?? signal}); it starts again with the next change.`);
    });
  }

  async #end(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MILLISECONDS);
    await ended;
    clearTimeout(timer);
  }
}
