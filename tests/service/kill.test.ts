import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Job } from '../../server/contract/resources.ts';
import { hashRegionPack, readRegionPack } from '../../server/region/model/region-pack.ts';
import { openDatabase } from '../../server/store/database.ts';
import { home } from '../../scripts/build/build-parts.ts';
import { startServer } from '../../scripts/test/start-server.ts';
import { deep } from '../support/depth.ts';
import { buildRandom } from '../support/random-land.ts';

const KILLS = deep ? 100 : 5;
const folder = mkdtempSync(join(tmpdir(), 'careshed-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Starts a built entry and kills it after some time, wherever it is by then. */
async function runAndKill(args: readonly string[], milliseconds: number): Promise<void> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(home, 'dist/server', args[0]!), ...args.slice(1)],
    {
      cwd: home,
      env: { ...process.env, HOST: '127.0.0.1', PORT: '0', CARESHED_DATA: folder },
      stdio: 'ignore',
    },
  );
  const ended = new Promise((done) => child.once('exit', done));
  await wait(milliseconds);
  child.kill('SIGKILL');
  await ended;
}

async function submitJobs(url: string, random: () => number, kill: number): Promise<string[]> {
  const accepted: string[] = [];
  for (let i = 0; i < 3; i++) {
    const [process, inputs] =
      i === 1
        ? ['siting', { region: 'qinghe', sites: 1 + kill, candidates: { spacingMeters: 1500 } }]
        : ['coverage', { region: 'qinghe', cutoffMinutes: [1 + Math.floor(random() * 600)] }];
    const response = await fetch(`${url}/api/processes/${String(process)}/execution`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Prefer: 'respond-async' },
      body: JSON.stringify({ inputs }),
    });
    if (response.status === 201) accepted.push(((await response.json()) as Job).jobID);
  }
  return accepted;
}

test(
  `killed ${KILLS} times at any moment: no accepted job is lost, no half-written region, no orphan file`,
  async () => {
    const seed = Number(process.env['CARESHED_SEED'] ?? (deep ? Date.now() % 1e6 : 20261122));
    const random = buildRandom(seed);
    const accepted: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const kind = kill % 5;
      if (kind === 0) await runAndKill(['main.js'], 300 + random() * 5000);
      else if (kind === 3)
        await runAndKill(
          [
            'cli.js',
            'import',
            join(home, 'data/geo/qinghe'),
            '--id',
            'other',
            '--name',
            '另',
            '--cell',
            '400',
          ],
          300 + random() * 6000,
        );
      else {
        const server = await startServer({ dataFolder: folder });
        accepted.push(...(await submitJobs(server.url, random, kill)));
        await wait(random() * 3000);
        await server.kill();
      }
    }
    const server = await startServer({ dataFolder: folder });
    try {
      const ends = new Map<string, Job>();
      for (const job of accepted) {
        let row = (await server.get(`/api/jobs/${job}`)) as Job;
        while (row.finished === null) {
          await wait(200);
          row = (await server.get(`/api/jobs/${job}`)) as Job;
        }
        ends.set(job, row);
        if (row.status === 'successful') {
          const answer = (await server.get(`/api/jobs/${job}/results`)) as { run: string };
          expect(answer.run).toBe(row.run);
        } else
          expect(row, `seed ${seed}`).toMatchObject({
            status: 'failed',
            message: expect.stringContaining('ended'),
          });
      }
      expect(ends.size).toBe(accepted.length);
      expect(accepted.length).toBeGreaterThan(0);
      expect([...ends.values()].some((job) => job.status === 'successful')).toBe(true);
      const { regions } = (await server.get('/api/regions')) as { regions: { id: string; people: number }[] };
      for (const { id } of regions)
        expect(await server.execute('coverage', { region: id, cutoffMinutes: [30] })).toHaveProperty('total');
      await server.stop();
    } finally {
      await server.kill();
    }

    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => name.endsWith('.partial'))).toEqual([]);
    const sql = openDatabase(join(folder, 'careshed.db'));
    try {
      expect(sql.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      const rows = sql.prepare('SELECT id, pack, hash FROM regions').all() as {
        id: string;
        pack: string;
        hash: string;
      }[];
      expect(readdirSync(join(folder, 'regions')).sort()).toEqual(rows.map((row) => row.pack).sort());
      for (const row of rows) {
        const path = join(folder, 'regions', row.pack);
        expect(hashRegionPack(path)).toBe(row.hash);
        expect(readRegionPack(path).id).toBe(row.id);
      }
      const runs = new Set(
        (sql.prepare('SELECT id FROM runs').all() as { id: string }[]).map((row) => row.id),
      );
      const runFiles = readdirSync(join(folder, 'runs'));
      expect(runFiles.filter((name) => !runs.has(name.split('.')[0]!))).toEqual([]);
      for (const run of runs) expect(runFiles).toContain(`${run}.json`);
      const left = sql.prepare(`SELECT count(*) AS n FROM jobs WHERE finished IS NULL`).get() as {
        n: number;
      };
      expect(left.n).toBe(0);
    } finally {
      sql.close();
    }
  },
  deep ? 3_600_000 : 240_000,
);
