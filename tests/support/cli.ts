import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const home = resolve(import.meta.dirname, '../..');

export interface CliResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line with its data in `dataFolder`, as a person would. */
export function runCli(
  dataFolder: string,
  args: readonly string[],
  options: { readonly input?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<CliResult> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(home, 'dist/server/cli.js'), ...args], {
      cwd: dataFolder,
      env: {
        PATH: process.env['PATH'] ?? '',
        LANG: 'en_GB.UTF-8',
        CARESHED_DATA: dataFolder,
        ...options.environment,
      },
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', fail);
    child.on('close', (code) => done({ code, out, err }));
    child.stdin.end(options.input ?? '');
  });
}
