import { createHash } from 'node:crypto';
import { ProblemException } from '../contract/problems.ts';
import { routes } from '../contract/routes.ts';
import type { RunManifestAnswer } from '../contract/run-records.ts';
import { canonicalJson } from '../store/run-store.ts';
import type { AnalysisContext } from './context.ts';

/**
 * What a result was made of, to lie beside every export of it: enough to ask the same question again and to
 * see that it is the same.
 */
export function describeManifest(context: AnalysisContext, run: string): RunManifestAnswer {
  const manifest = context.runs.findManifest(run);
  if (!manifest) throw new ProblemException('run-not-found', { run });
  const region = context.regions.find(manifest.region);
  const changes =
    manifest.scenarioHash === undefined ? null : context.scenarios.findContent(manifest.scenarioHash);
  const isSame = region?.hash === manifest.regionHash;
  return {
    format: 'careshed-manifest-1',
    run,
    process: manifest.process,
    engine: manifest.engine,
    created: manifest.created,
    milliseconds: manifest.milliseconds,
    inputs: manifest.inputs,
    inputsHash: createHash('sha256').update(canonicalJson(manifest.inputs)).digest('hex'),
    seed: findSeed(manifest.inputs),
    region: {
      id: manifest.region,
      hash: manifest.regionHash,
      isCurrent: isSame,
      sources: isSame
        ? region.detail.sources.map(({ layer, file, role, sha256, bytes }) => ({
            layer,
            file,
            role,
            sha256,
            bytes,
          }))
        : null,
    },
    scenario: manifest.scenarioHash === undefined ? null : { hash: manifest.scenarioHash, changes },
    resultHash: manifest.resultHash,
    replay: routes.runReplay(run),
  };
}

/** The seed of a question that draws: its own, or that of its uncertainty; null where nothing is drawn. */
function findSeed(inputs: unknown): number | null {
  const { seed, uncertainty } = inputs as { seed?: unknown; uncertainty?: { seed?: unknown } | null };
  const found = seed ?? uncertainty?.seed;
  return typeof found === 'number' ? found : null;
}
