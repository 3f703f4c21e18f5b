import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { home } from '../build/build-parts.ts';

/** The built server in a process of its own, as a user runs it. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  get(path: string): Promise<unknown>;
  /** Executes a process and returns the answer; throws with the problem otherwise. */
  execute(process: string, inputs: unknown): Promise<Record<string, unknown>>;
  /** As `execute`; null when the answer is a problem of the inputs (4xx). */
  tryExecute(process: string, inputs: unknown): Promise<Record<string, unknown> | null>;
  /** SIGTERM and wait. */
  stop(): Promise<void>;
  /** SIGKILL and wait: what a power cut leaves. */
  kill(): Promise<void>;
}

const START_MILLISECONDS = 120_000;

/** Starts dist/server/main.js on a free port of 127.0.0.1 and resolves when it states that it is ready. */
export async function startServer(options: {
  /** The built checkout to run; absent: this one. */
  checkout?: string;
  dataFolder: string;
  environment?: Readonly<Record<string, string>>;
}): Promise<RunningServer> {
  const folder = options.checkout ?? home;
  const child = spawn(process.execPath, [join(folder, 'dist/server/main.js')], {
    cwd: folder,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      CARESHED_DATA: options.dataFolder,
      CARESHED_RATE_LIMIT: '0',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const url = await new Promise<string>((done, fail) => {
    let text = '';
    const timer = setTimeout(
      () => fail(new Error(`the server did not start in ${START_MILLISECONDS} ms: ${text}`)),
      START_MILLISECONDS,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const match = /https?:\/\/\S+/.exec(text);
      if (match) {
        clearTimeout(timer);
        done(match[0]);
      }
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(new Error(`the server ended with ${code}: ${text}`));
    });
  });
  const post = (process: string, inputs: unknown): Promise<Response> =>
    fetch(`${url}/api/processes/${process}/execution`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en' },
      body: JSON.stringify({ inputs }),
    });
  return {
    url,
    pid: child.pid!,
    get: async (path) => {
      const response = await fetch(url + path, { headers: { 'Accept-Language': 'en' } });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    execute: async (process, inputs) => {
      const response = await post(process, inputs);
      if (!response.ok) throw new Error(`${process}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Record<string, unknown>;
    },
    tryExecute: async (process, inputs) => {
      const response = await post(process, inputs);
      if (response.status >= 500) throw new Error(`${process}: ${response.status} ${await response.text()}`);
      const body = (await response.json()) as Record<string, unknown>;
      return response.ok ? body : null;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
