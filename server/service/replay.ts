import { ProblemException } from '../contract/problems.ts';
import { PROCESSES } from '../contract/processes.ts';
import type { ReplayAnswer } from '../contract/resources.ts';
import type { Change } from '../contract/scenario.ts';
import { hashResult } from '../store/run-store.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { answerProcess, getRun, isProcessId, type RegionProcess } from './execute.ts';

/**
 * Works a stored run out anew, from its inputs, region and scenario as they were, and compares answer and
 * surfaces byte by byte (by SHA-256).
 */
export async function replayRun(
  context: AnalysisContext,
  id: string,
  options: ExecuteOptions = {},
): Promise<ReplayAnswer> {
  const { manifest, answer: stored } = getRun(context, id);
  const impossible = (zh: string, en: string): ProblemException =>
    new ProblemException('replay-impossible', { run: id }, [
      { pointer: '', code: 'invalid-value', parameters: { zh, en } },
    ]);
  const subject = isProcessId(manifest.process) ? PROCESSES[manifest.process].subject : 'runs';
  if (subject === 'runs' || manifest.resultHash === null)
    throw impossible('这类运行没有可比较的结果', 'runs of this kind keep no result to compare with');
  if (subject === 'worlds')
    throw impossible('比较不重放，请重放它的两侧', 'a comparison is not replayed: replay its two sides');
  const region = context.regions.find(manifest.region);
  if (region?.hash !== manifest.regionHash)
    throw impossible('区域数据此后已更改或删除', 'its region has been replaced or removed since');
  const changes = changesOf(context, manifest.scenarioHash);
  if (!changes) throw impossible('情景内容已不在', 'the changes of its scenario are no longer there');
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
