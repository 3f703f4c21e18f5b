import type { Raster } from '../../../geo/raster.ts';
import type { FindingList } from '../../model/findings.ts';
import { MOST_PEOPLE_IN_CELL } from './import-population.ts';

/** Numbers that programs fill empty cells with. */
const FILLERS: ReadonlySet<number> = new Set([
  255, 9999, 32767, 65535, 99999, 999999, 2147483647, 4294967295,
]);
const LEAST_CELLS = 2;
const APART = 4;

/**
 * Reports values of people that cannot be people: larger than any cell ever holds (they are left out), and
 * a filler of empty cells that
 * stands far above all others (it is kept, because a person must state it).
 */
export function reportPeopleValues(file: string, raster: Raster, findings: FindingList): void {
  for (const [i, values] of raster.bands.entries()) {
    let absurd = 0;
    let [largest, second, times] = [-Infinity, -Infinity, 0];
    for (let cell = 0; cell < values.length; cell++) {
      const value = values[cell]!;
      if (value === raster.noData || !(value >= 0)) continue;
      if (value >= MOST_PEOPLE_IN_CELL) absurd++;
      else if (value > largest) [second, largest, times] = [largest, value, 1];
      else if (value === largest) times++;
      else if (value > second) second = value;
    }
    findings.add('population-value-absurd', 'warning', 'population', absurd, { file, band: i + 1 });
    const isFiller = FILLERS.has(largest) && times >= LEAST_CELLS && second >= 0 && second * APART < largest;
    findings.add('population-value-suspicious', 'warning', 'population', isFiller ? times : 0, {
      file,
      band: i + 1,
      value: largest,
      next: second,
    });
  }
}
