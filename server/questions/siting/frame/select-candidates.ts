import type { z } from 'zod';
import type { Candidates } from '../../../contract/processes.ts';
import { ProblemException } from '../../../contract/problems.ts';
import { CELL_WALKABLE, type TravelEngine } from '../../../kernel/catchment/travel-engine.ts';
import { NONE } from '../../../kernel/grid/grid.ts';
import type { Region } from '../../../region/model/region.ts';
import { findCellAt } from '../../shared/to-degrees.ts';
import type { TaskNote } from '../../shared/task-note.ts';
import { markCellsNearFacilities, markCellsNearRoads, markSteepCells } from './mark-cells.ts';

export interface CandidateCells {
  /** Ascending, each cell once. */
  readonly cells: Int32Array;
  /** How many places were looked at before the rules. */
  readonly considered: number;
  readonly rule: string;
  /** How many places each rule took out, in the order the rules are applied. */
  readonly dropped: readonly { readonly rule: string; readonly count: number }[];
  readonly notes: readonly TaskNote[];
}

/**
 * Cells that may become sites: the points given, or cells with people that meet the rules. `squareCells` is
 * the width, in cells, of
 * the square of which only the cell with most people stays.
 */
export function selectCandidates(
  region: Region,
  engine: TravelEngine,
  wanted: z.output<typeof Candidates> | undefined,
  cellMeters: number,
): CandidateCells {
  if (Array.isArray(wanted)) return candidatesFromPoints(region, engine, wanted);
  const rules = wanted ?? {};
  const { grid, population } = region;
  const minimum = rules.minimumPeople ?? 0;
  const zone = zoneFilter(region, rules.zones);
  const layer = region.zones[0];
  if (rules.insideZones && !layer)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/candidates/insideZones', code: 'no-zones', parameters: {} },
    ]);
  const nearRoad =
    rules.maximumRoadMeters === undefined ? null : markCellsNearRoads(region, rules.maximumRoadMeters);
  const nearFacility =
    rules.minimumFacilityMeters === undefined
      ? null
      : markCellsNearFacilities(region, rules.minimumFacilityMeters);
  const steep =
    rules.maximumSlopePercent === undefined ? null : markSteepCells(region, rules.maximumSlopePercent);
  const tests: { rule: string; passes: (cell: number) => boolean }[] = [
    { rule: 'barrier', passes: (cell) => engine.cellState[cell] === CELL_WALKABLE },
    { rule: 'minimumPeople', passes: (cell) => population[cell]! >= minimum },
    ...(zone ? [{ rule: 'zones', passes: zone }] : []),
    ...(rules.insideZones
      ? [{ rule: 'insideZones', passes: (cell: number) => layer!.zoneOfCell[cell] !== NONE }]
      : []),
    ...(nearRoad ? [{ rule: 'maximumRoadMeters', passes: (cell: number) => nearRoad[cell] === 1 }] : []),
    ...(nearFacility
      ? [{ rule: 'minimumFacilityMeters', passes: (cell: number) => nearFacility[cell] === 0 }]
      : []),
    ...(steep ? [{ rule: 'maximumSlopePercent', passes: (cell: number) => steep[cell] === 0 }] : []),
  ];
  const out = new Map(tests.map(({ rule }) => [rule, 0]));
  const chosen: number[] = [];
  let considered = 0;
  for (let cell = 0; cell < population.length; cell++) {
    if (!(population[cell]! > 0)) continue;
    considered++;
    const failed = tests.find(({ passes }) => !passes(cell));
    if (failed) out.set(failed.rule, out.get(failed.rule)! + 1);
    else chosen.push(cell);
  }
  const square = Math.floor((rules.spacingMeters ?? 0) / cellMeters);
  const kept = square > 1 ? keepOnePerSquare(chosen, population, grid.columns, square) : chosen;
  if (square > 1) out.set('spacingMeters', chosen.length - kept.length);
  if (kept.length === 0) throw new ProblemException('no-candidates', { considered });
  return {
    cells: Int32Array.from(kept),
    considered,
    rule: square > 1 ? 'densest-per-square' : 'cells-with-people',
    dropped: [...out].flatMap(([rule, count]) => (count > 0 ? [{ rule, count }] : [])),
    notes: [],
  };
}

function candidatesFromPoints(
  region: Region,
  engine: TravelEngine,
  points: readonly (readonly [number, number])[],
): CandidateCells {
  const cells = new Set<number>();
  let outside = 0;
  let barrier = 0;
  let duplicate = 0;
  for (const [lon, lat] of points) {
    const cell = findCellAt(region.grid, lon, lat);
    if (cell === NONE) outside++;
    else if (engine.cellState[cell] !== CELL_WALKABLE) barrier++;
    else if (cells.has(cell)) duplicate++;
    else cells.add(cell);
  }
  if (cells.size === 0) throw new ProblemException('no-candidates', { considered: points.length });
  const notes: TaskNote[] = [];
  if (outside + barrier + duplicate > 0)
    notes.push({ code: 'candidates-dropped', parameters: { outside, barrier, duplicate } });
  return {
    cells: Int32Array.from(cells).sort(),
    considered: points.length,
    rule: 'given-points',
    dropped: [
      { rule: 'outside', count: outside },
      { rule: 'barrier', count: barrier },
      { rule: 'duplicate', count: duplicate },
    ].filter(({ count }) => count > 0),
    notes,
  };
}

function zoneFilter(
  region: Region,
  names: readonly string[] | undefined,
): ((cell: number) => boolean) | null {
  if (!names) return null;
  const layer = region.zones[0];
  const wanted = new Set(names);
  const inside = new Set<number>();
  layer?.names.forEach((name, index) => {
    if (wanted.has(name.zh) || wanted.has(name.en)) inside.add(index);
  });
  const known = new Set(layer?.names.flatMap((name) => [name.zh, name.en]));
  const unknown = names.flatMap((name, i) =>
    known.has(name)
      ? []
      : [{ pointer: `/candidates/zones/${i}`, code: 'zone-unknown', parameters: { name } }],
  );
  if (unknown.length > 0) throw new ProblemException('invalid-inputs', { count: unknown.length }, unknown);
  return (cell) => inside.has(layer!.zoneOfCell[cell]!);
}

function keepOnePerSquare(
  cells: readonly number[],
  population: Float64Array,
  columns: number,
  square: number,
): number[] {
  const best = new Map<number, number>();
  const perRow = Math.ceil(columns / square);
  for (const cell of cells) {
    const key =
      Math.floor(Math.floor(cell / columns) / square) * perRow + Math.floor((cell % columns) / square);
    const other = best.get(key);
    if (other === undefined || population[cell]! > population[other]!) best.set(key, cell);
  }
  return [...best.values()].sort((a, b) => a - b);
}
