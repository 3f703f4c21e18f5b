import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureSample } from '../../server/service/regions.ts';
import { createApp } from '../../server/app.ts';
import { createContext, type ServerContext } from '../../server/context.ts';
import { readConfig } from '../../server/runtime/config.ts';
import { useOpened } from './use-opened.ts';

export const home = resolve(import.meta.dirname, '../..');

/**
 * The whole service in this process on a free port of 127.0.0.1, with the sample region in a folder of its
 * own.
 */
export interface Service {
  readonly url: string;
  readonly context: ServerContext;
  readonly folder: string;
  request(path: string, init?: RequestInit & { language?: 'zh' | 'en' }): Promise<Response>;
  execute(process: string, inputs: unknown, language?: 'zh' | 'en'): Promise<{ status: number; body: any }>; // oxlint-disable-line typescript/no-explicit-any
  close(): Promise<void>;
}

/** `startService` for the tests of a file: there from the first test on, closed after the last. */
export const useService = (...options: Parameters<typeof startService>): Service =>
  useOpened(() => startService(...options));

export async function startService(
  environment: Readonly<Record<string, string>> = {},
  overrides: Parameters<typeof createContext>[1] = {},
): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'careshed-service-'));
  const context = createContext(
    readConfig(
      { CARESHED_DATA: folder, CARESHED_RATE_LIMIT: '0', CARESHED_LOG: 'error', ...environment },
      home,
    ),
    overrides,
  );
  await ensureSample(context.analysis, join(home, 'data/geo/qinghe'), 'qinghe');
  const streams = new Set<() => void>();
  const server = createServer(createApp(context, streams));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const request: Service['request'] = (path, { language = 'en', headers, ...init } = {}) =>
    fetch(url + path, {
      ...init,
      headers: { 'Accept-Language': language, ...(headers as Record<string, string>) },
    });
  return {
    url,
    context,
    folder,
    request,
    execute: async (process, inputs, language = 'en') => {
      const response = await request(`/api/processes/${process}/execution`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ inputs }),
        language,
      });
      return { status: response.status, body: await response.json() };
    },
    close: async () => {
      for (const end of streams) end();
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
