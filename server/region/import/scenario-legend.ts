import { DEFAULT_WALK_LAND_KMH } from '../../contract/default-speeds.ts';
import { LAND_CLASSES, type LandClass } from '../../contract/vocabulary.ts';
import { findLandClass } from './land/land-cover.ts';

interface LandRow {
  readonly value: number;
  readonly label: string;
  readonly kmh: number;
}

/**
 * Land classes of a scenario's rows, so that rows of different speeds stay apart: by label, and where that
 * names none, or one that a row
 * of another speed has, the free class that is walked at the nearest speed. Rows of one label and one speed
 * share a class.
 */
export function readScenarioLegend<Row extends LandRow>(
  rows: readonly Row[],
): { legend: Map<number, LandClass>; bySpeed: Row[] } {
  const legend = new Map<number, LandClass>();
  const speedOf = new Map<LandClass, number>();
  const bySpeed: Row[] = [];
  const named = rows.map((row) => ({ row, landClass: findLandClass(row.label) }));
  const fit = ({ row, landClass }: (typeof named)[number]): number =>
    landClass === null ? Infinity : Math.abs(DEFAULT_WALK_LAND_KMH[landClass] - row.kmh);
  // Of rows that name one class, the one whose speed is most like it keeps it.
  for (const entry of named.toSorted((a, b) => fit(a) - fit(b) || a.row.value - b.row.value)) {
    const { row, landClass } = entry;
    if (landClass !== null && (speedOf.get(landClass) ?? row.kmh) === row.kmh) {
      legend.set(row.value, landClass);
      speedOf.set(landClass, row.kmh);
    } else bySpeed.push(row);
  }
  for (const row of bySpeed) {
    const landClass = findFreeClass(row.kmh, speedOf);
    legend.set(row.value, landClass);
    speedOf.set(landClass, row.kmh);
  }
  bySpeed.sort((a, b) => a.value - b.value);
  return { legend, bySpeed };
}

/** A class that already has the speed, else the free one walked at the nearest; water where no one passes. */
function findFreeClass(kmh: number, speedOf: ReadonlyMap<LandClass, number>): LandClass {
  if (kmh === 0) return 'water';
  const walked = LAND_CLASSES.filter(
    (name) => name !== 'unknown' && DEFAULT_WALK_LAND_KMH[name] > 0 && (speedOf.get(name) ?? kmh) === kmh,
  );
  const away = (name: LandClass): number => Math.abs(DEFAULT_WALK_LAND_KMH[name] - kmh);
  const [first = 'unknown', ...rest] = walked;
  return rest.reduce((best: LandClass, name) => (away(name) < away(best) ? name : best), first);
}
