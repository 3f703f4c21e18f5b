import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { home, useService } from '../support/service.ts';

const service = useService();
const run = promisify(execFile);

/** Whether a command answers here; one line tells which example was not run. */
function has(command: string, args: readonly string[]): boolean {
  const found = spawnSync(command, args).status === 0;
  if (!found) console.log(`examples: ${command} ${args.join(' ')} is not there, its example was not run`);
  return found;
}

async function runExample(command: string, file: string): Promise<string> {
  const { stdout } = await run(command, [join(home, 'examples', file)], {
    env: { ...process.env, CARESHED_URL: service.url },
  });
  return stdout;
}

describe('examples', () => {
  test.skipIf(!has('curl', ['--version']))('coverage.sh', async () => {
    expect(await runExample('bash', 'coverage.sh')).toMatch(/30 min: [\d.]+ %|"cutoffMinutes":30/);
  });

  test.skipIf(!has('python3', ['--version']))('siting.py', async () => {
    const text = await runExample('python3', 'siting.py');
    expect(text).toMatch(/covered: [\d.]+ % before, [\d.]+ % after/);
    expect(text).toMatch(/3\. 1\d\d\.\d+, \d\d\.\d+: \d+ people more/);
  });

  test.skipIf(!has('python3', ['--version']))('qgis.py, without QGIS', async () => {
    expect(await runExample('python3', 'qgis.py')).toMatch(/raster .* \(\d{4,} bytes\)/);
  });

  test.skipIf(!has('Rscript', ['-e', 'library(jsonlite)']))('zones.R', async () => {
    expect(await runExample('Rscript', 'zones.R')).toMatch(/zone +people +percent60/);
  });
});

describe('the documentation', () => {
  test('is served at /docs with the guides and the API reference', async () => {
    for (const [path, text] of [
      ['/docs/', 'Careshed documentation'],
      ['/docs/guide.zh.html', '规划人员指南'],
      ['/docs/guide.en.html', 'Guide for planners'],
      ['/docs/api.html', '/api/processes/coverage/execution'],
      ['/docs/architecture.html', 'One flow per question'],
      ['/docs/contributing.html', 'How to add'],
      ['/docs/rooms/server-questions.html', 'what planners ask'],
      ['/docs/rooms.svg', '<svg'],
    ] as const) {
      const response = await service.request(path);
      expect(response.status, path).toBe(200);
      expect(await response.text(), path).toContain(text);
    }
  });
});
