import { createHash } from 'node:crypto';
import { ProblemException } from '../contract/problems.ts';
import { canonicalJson, hashRun, type RunIdentity } from '../store/run-store.ts';
import type { RegionRow } from '../store/region-store.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { getRun, presentAnswer, type StoredAnswer } from './execute.ts';
import { parseInputs } from './parse-inputs.ts';
import { describeRegion, getRegion, referenceOf } from './regions.ts';
import { writePatiently } from './patient-write.ts';
import { withScenario } from './scenarios.ts';
import { whileKept } from './while-kept.ts';
import { reportTask } from '../questions/report/question.ts';
import type { ReportTaskOutput } from '../questions/report/run-report.ts';

/** A report as a file. */
export interface ReportFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName: string;
}

/**
 * Makes a document of runs of one region and keeps it beside its answer. Every number in it is the runs'.
 */
export async function executeReport(
  context: AnalysisContext,
  raw: unknown,
  options: ExecuteOptions = {},
): Promise<StoredAnswer> {
  const inputs = parseInputs('report', raw);
  const runs = inputs.runs.map((id) => getRun(context, id));
  const regionId = runs[0]!.manifest.region;
  const region = getRegion(context, regionId);
  for (const { manifest } of runs)
    if (manifest.region !== regionId || manifest.regionHash !== region.hash)
      throw new ProblemException('report-runs', {
        reason: `${manifest.id}: ${manifest.region} ≠ ${regionId}`,
      });
  const identity: RunIdentity = {
    process: 'report',
    region: regionId,
    regionHash: region.hash,
    inputs,
    engine: context.engineVersion,
  };
  const id = hashRun(identity);
  const known = context.runs.findAnswer(id);
  if (known && context.runs.hasArray(id, 'file')) return known as StoredAnswer;
  const started = context.milliseconds();
  const coverage = runs.find(({ manifest }) => context.runs.hasArray(manifest.id, 'seconds'));
  const draw = (): Promise<ReportTaskOutput> =>
    context.runner.run(
      reportTask,
      {
        region: referenceOf(context, worldOf(context, region, runs[0]!.manifest.scenarioHash)),
        detail: describeRegion(context, regionId, inputs.language),
        inputs,
        runs: runs.map(({ manifest, answer }) => ({
          manifest,
          answer: presentAnswer(answer, inputs.language),
          inputsHash: hashValue(manifest.inputs),
          resultHash: manifest.resultHash ?? hashValue(answer),
        })),
        secondsPath: coverage ? context.runs.arrayPath(coverage.manifest.id, 'seconds') : null,
        scenarioNames: nameScenarios(
          context,
          runs.map(({ answer }) => answer),
        ),
        generatedAt: context.now(),
        engineVersion: context.engineVersion,
      },
      options,
    );
  const file = await (coverage ? whileKept(context, coverage.manifest.id, 'seconds', draw) : draw());
  const { bytes, ...about } = file;
  const answer = { ...about, run: id, process: 'report', region: regionId, notes: [], runs: inputs.runs };
  const took = context.milliseconds() - started;
  await writePatiently(() => context.runs.put(identity, answer, { file: bytes }, took), options);
  return answer;
}

/** Names of the scenarios that `answers` are about, by id; one that is gone keeps its id. */
function nameScenarios(context: AnalysisContext, answers: readonly unknown[]): Record<string, string> {
  const ids = answers.flatMap((answer) => {
    const { scenario, a, b } = answer as Record<'scenario' | 'a' | 'b', unknown>;
    const sides = [a, b].map((side) => (side as { scenario?: unknown } | undefined)?.scenario);
    return [scenario, ...sides].filter((id) => typeof id === 'string');
  });
  return Object.fromEntries([...new Set(ids)].map((id) => [id, context.scenarios.find(id)?.name ?? id]));
}

/** The world that a report draws: that of its first run. */
function worldOf(context: AnalysisContext, region: RegionRow, scenarioHash: string | undefined): RegionRow {
  const changes = scenarioHash === undefined ? null : context.scenarios.findContent(scenarioHash);
  return changes ? withScenario(region, changes) : region;
}

/** The file of a report's run. */
export function readReportFile(context: AnalysisContext, run: string): ReportFile {
  const { answer } = getRun(context, run);
  const { mediaType, fileName } = answer as unknown as ReportFile;
  return { bytes: context.runs.readArray(run, 'file'), mediaType, fileName };
}

/** SHA-256 of a value as JSON with sorted keys, so that equal inputs have one hash whatever their order. */
function hashValue(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
