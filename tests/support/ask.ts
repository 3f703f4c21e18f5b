import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { ProblemException } from '../../server/contract/problems.ts';
import type { Change } from '../../server/contract/scenario.ts';
import { TravelError } from '../../server/kernel/catchment/travel-error.ts';
import type { RegionReference, TaskContext } from '../../server/questions/shared/task-context.ts';
import { hashRegionPack, writeRegionPack } from '../../server/region/model/region-pack.ts';
import type { Region } from '../../server/region/model/region.ts';
import { createTaskContext } from '../../server/workers/local-context.ts';

export interface Desk {
  readonly region: RegionReference;
  /** A reference to the same region in another world. */
  inWorld(changes: readonly Change[]): RegionReference;
  /**
   * The context of one question; with `progress`, which gathers what is reported, that of a thread that has
   * loaded nothing yet: what is reported does not depend on the questions before.
   */
  context(progress?: [number, string | null][]): TaskContext;
}

/** A region as questions are asked of it, in this process. */
export function openDesk(region: Region): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'careshed-desk-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const packPath = join(folder, 'city.region');
  writeRegionPack(region, packPath);
  const hash = hashRegionPack(packPath);
  const build = createTaskContext();
  return {
    region: { id: region.id, packPath, hash },
    inWorld: (changes) => ({
      id: region.id,
      packPath,
      hash: `${hash}-${JSON.stringify(changes)}`,
      scenario: { baseHash: hash, changes },
    }),
    context: (progress) =>
      (progress === undefined ? build : createTaskContext())(
        (fraction, phase) => progress?.push([fraction, phase]),
        () => false,
        false,
      ),
  };
}

/** The answer, or the code and places of the refusal. */
export async function answerOrRefusal(ask: () => unknown): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProblemException)
      return { refused: error.code, parameters: error.parameters, places: error.places };
    if (error instanceof TravelError) return { refused: error.code, parameters: error.parameters };
    throw error;
  }
}
