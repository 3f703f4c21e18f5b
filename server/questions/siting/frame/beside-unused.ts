import { listNames } from '../../../contract/text/list-names.ts';
import { centreX, centreY } from '../../../kernel/grid/grid.ts';
import type { Facility, Region } from '../../../region/model/region.ts';
import type { SelectedFacilities } from '../../shared/select-facilities.ts';
import type { TaskNote } from '../../shared/task-note.ts';

/** A site this near to a facility that takes no part probably repeats it. */
const BESIDE_CELLS = 2;

/** Facilities that take no part in a question: on a barrier, without land data, outside. */
export function listUnused({ facilities, states }: SelectedFacilities): readonly Facility[] {
  return facilities.filter((_, i) => states[i] !== 'ok');
}

/** The note on sites that lie beside a facility that takes no part, none where there is no such site. */
export function noteSitesBesideUnused(
  { grid }: Region,
  sites: readonly number[],
  unused: readonly Facility[],
): TaskNote[] {
  const [width, height] = [grid.cellWidth, grid.cellHeight].map((side) => (BESIDE_CELLS + 0.5) * side);
  const beside = new Set<Facility>();
  const count = sites.filter((cell) => {
    const x = centreX(grid, cell % grid.columns);
    const y = centreY(grid, Math.floor(cell / grid.columns));
    const near = unused.filter((it) => Math.abs(it.x - x) <= width! && Math.abs(it.y - y) <= height!);
    for (const facility of near) beside.add(facility);
    return near.length > 0;
  }).length;
  if (count === 0) return [];
  const names = listNames(
    [...beside].map(({ id, nameZh, nameEn }) => ({ zh: nameZh || nameEn || id, en: nameEn || nameZh || id })),
  );
  return [
    {
      code: 'site-beside-unused-facility',
      parameters: { count, cells: BESIDE_CELLS, namesZh: names.zh, namesEn: names.en },
    },
  ];
}
