import { Travel } from '../../server/contract/travel.ts';
import { buildTravelEngine } from '../../server/region/travel/build-engine.ts';
import { importRegion } from '../../server/region/import/import-region.ts';
import type { Region } from '../../server/region/model/region.ts';

/** What a folder of files became: its figures, or why it could not become a region. */
export interface Tried {
  readonly name: string;
  readonly people: number;
  readonly facilities: number;
  readonly roadKm: number;
  /** People within so many minutes on foot of the nearest facility. */
  readonly within15: number;
  readonly within30: number;
  /** Number of cases by finding code. */
  readonly findings: Readonly<Record<string, number>>;
  readonly refusal: string | null;
}

const NOTHING = { people: 0, facilities: 0, roadKm: 0, within15: 0, within30: 0, findings: {} };

/** Imports the files of one folder with no choices made. */
export async function tryFolder(folder: string, name: string): Promise<Tried> {
  try {
    return describe(await importRegion({ files: [folder], id: 'tried' }), name);
  } catch (error) {
    const { code } = error as { code?: unknown };
    const message = error instanceof Error ? error.message : String(error);
    return {
      name,
      ...NOTHING,
      refusal: typeof code === 'string' ? `${code}: ${message}` : `fault: ${message}`,
    };
  }
}

/** One line: the figures and the findings, or the refusal. */
export function printTried(tried: Tried): string {
  if (tried.refusal !== null) return `${tried.name}\trefused\t${tried.refusal}`;
  const findings = Object.entries(tried.findings).map(([code, count]) => `${code} ${count}`);
  return [
    tried.name,
    `${round(tried.people)} people`,
    `${tried.facilities} facilities`,
    `${round(tried.roadKm)} km`,
    `${round(tried.within15)} within 15 min`,
    `${round(tried.within30)} within 30 min`,
    findings.join(', ') || 'no findings',
  ].join('\t');
}

function describe(region: Region, name: string): Tried {
  const { roads, population } = region;
  const findings: Record<string, number> = {};
  for (const { code, count } of region.findings) findings[code] = (findings[code] ?? 0) + count;
  const starts = Int32Array.from(region.facilities.filter(({ cell }) => cell >= 0).map(({ cell }) => cell));
  const engine = buildTravelEngine(region, Travel.parse({ model: 'hybrid', mode: 'walk' }));
  const { seconds } = engine.computeSurface(starts, 1800);
  const within = (minutes: number): number =>
    population.reduce((sum, people, cell) => (seconds[cell]! <= minutes * 60 ? sum + people : sum), 0);
  return {
    name,
    people: population.reduce((sum, people) => sum + people, 0),
    facilities: region.facilities.length,
    roadKm: roads.edgeLengthMeters.reduce((sum, meters) => sum + meters, 0) / 1000,
    within15: starts.length > 0 ? within(15) : 0,
    within30: starts.length > 0 ? within(30) : 0,
    findings,
    refusal: null,
  };
}

const round = (value: number): string => (Math.round(value * 10) / 10).toLocaleString('en');
