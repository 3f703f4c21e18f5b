import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { examine } from '../../server/cli/doctor.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  readonly way: string;
}

const data = mkdtempSync(join(tmpdir(), 'careshed-doctor-'));
let busy: Server;
let port = 0;
beforeAll(async () => {
  busy = createServer();
  await new Promise<void>((done) => busy.listen(0, '127.0.0.1', done));
  ({ port } = busy.address() as AddressInfo);
});
afterAll(() => {
  busy.close();
  rmSync(data, { recursive: true, force: true });
});

async function ask(
  environment: Record<string, string>,
): Promise<{ code: number; checks: Map<string, Check> }> {
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
  try {
    const code = await examine(data, { CARESHED_DATA: data, PORT: '0', ...environment }, true);
    const { checks } = JSON.parse(printed.join('')) as { checks: Check[] };
    return { code, checks: new Map(checks.map((check) => [check.name, check])) };
  } finally {
    log.mockRestore();
  }
}

describe('careshed doctor', () => {
  test('what is missing has a way to get it, and the exit code says so', async () => {
    const { code, checks } = await ask({});
    // An empty folder has no built parts.
    expect(code).toBe(65);
    expect(checks.get('server')).toMatchObject({ ok: false, way: 'run `npm run build`' });
    expect(checks.get('regions')).toMatchObject({ ok: true, found: '0 packs' });
    expect(checks.has('queue')).toBe(false);
  });

  test('a port in use, a queue that answers and one that does not', async () => {
    const taken = await ask({ PORT: `${port}`, HOST: '127.0.0.1', REDIS_URL: `redis://127.0.0.1:${port}` });
    expect(taken.checks.get('port')).toMatchObject({ ok: false, way: expect.stringContaining('PORT') });
    expect(taken.checks.get('queue')).toMatchObject({ ok: true, way: '' });
    const silent = await ask({ REDIS_URL: 'redis://127.0.0.1:1' });
    expect(silent.checks.get('queue')).toMatchObject({
      ok: false,
      way: expect.stringContaining('REDIS_URL'),
    });
  });

  test('a pack that was cut short is named', async () => {
    mkdirSync(join(data, 'regions'), { recursive: true });
    writeFileSync(
      join(data, 'regions/old.1.region'),
      Buffer.from('CARESHED\u0001\0\0\0\u00ff\0\0\0', 'latin1'),
    );
    const { checks } = await ask({});
    expect(checks.get('regions')).toMatchObject({
      ok: false,
      found: expect.stringContaining('old.1.region'),
    });
  });
});
