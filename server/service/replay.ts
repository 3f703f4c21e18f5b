import { REPLAY_REFUSALS } from '../contract/text/service-texts.ts';
import { ProblemException } from '../contract/problems.ts';
import { PROCESSES } from '../contract/processes.ts';
import type { ReplayAnswer } from '../contract/resources.ts';
import type { Change } from '../contract/scenario.ts';
import { hashResult } from '../store/run-store.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { answerProcess, getRun, isProcessId } from './execute.ts';
import type { RegionProcess } from './region-process.ts';

/**
 * Works a stored run out again, from its inputs, region and scenario as they were, and compares answer and
 * surfaces byte by byte (by SHA-256).
 */
export async function replayRun(
  context: AnalysisContext,
  id: string,
  options: ExecuteOptions = {},
): Promise<ReplayAnswer> {
  const { manifest, answer: stored } = getRun(context, id);
  const impossible = (reason: keyof typeof REPLAY_REFUSALS): ProblemException => {
    const { zh, en } = REPLAY_REFUSALS[reason];
    return new ProblemException('replay-impossible', { run: id }, [
      { pointer: '', code: 'invalid-value', parameters: { zh, en } },
    ]);
  };
  const subject = isProcessId(manifest.process) ? PROCESSES[manifest.process].subject : 'runs';
  if (subject === 'runs' || manifest.resultHash === null) throw impossible('noResult');
  if (subject === 'worlds') throw impossible('comparison');
  const region = context.regions.find(manifest.region);
  if (region?.hash !== manifest.regionHash) throw impossible('regionChanged');
  const changes = changesOf(context, manifest.scenarioHash);
  if (!changes) throw impossible('scenarioGone');
  const started = context.milliseconds();
  const { process, regionHash, scenarioHash, inputs, engine } = manifest;
  const { answer, arrays } = await answerProcess(
    context,
    process as RegionProcess,
    {
      process,
      region: region.id,
      regionHash,
      ...(scenarioHash === undefined ? {} : { scenarioHash }),
      inputs,
      engine,
    },
    changes,
    options,
  );
  const replayedHash = hashResult(answer, arrays);
  const same = replayedHash === manifest.resultHash;
  const text = (value: unknown): string => JSON.stringify(value) ?? '';
  return {
    run: id,
    process: manifest.process,
    same,
    resultHash: manifest.resultHash,
    replayedHash,
    differs: same
      ? []
      : Object.keys({ ...stored, ...answer }).filter((key) => text(stored[key]) !== text(answer[key])),
    engine: manifest.engine,
    replayedEngine: context.engineVersion,
    milliseconds: manifest.milliseconds,
    replayedMilliseconds: context.milliseconds() - started,
  };
}

function changesOf(context: AnalysisContext, hash: string | undefined): readonly Change[] | null {
  return hash === undefined ? [] : context.scenarios.findContent(hash);
}
