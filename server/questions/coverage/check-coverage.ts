import type { ProcessInputs } from '../../contract/processes.ts';
import { refuseUnused } from '../shared/refuse.ts';

/** Refuses inputs of a coverage that contradict each other or would change nothing. */
export function checkCoverageInputs(inputs: ProcessInputs<'coverage'>): void {
  const { capacity, capacityOrder, norms, residualOf, uncertainty, compat, travel } = inputs;
  const order = typeof capacityOrder === 'object' ? capacityOrder : null;
  const withCapacity = capacity !== 'ignore';
  const needsCapacity = 'capacity: sequential | nearest-first | fair';
  const norm = (name: keyof NonNullable<typeof norms>, effective: boolean, needs: string) =>
    norms?.[name] !== undefined && !effective && { pointer: `/norms/${name}`, needs };
  refuseUnused([
    capacityOrder !== undefined &&
      capacity !== 'sequential' && { pointer: '/capacityOrder', needs: 'capacity: sequential' },
    order?.column !== undefined &&
      order.by !== 'column' && { pointer: '/capacityOrder/column', needs: 'by: column' },
    order?.minutes !== undefined &&
      order.by !== 'people-in-time' && { pointer: '/capacityOrder/minutes', needs: 'by: people-in-time' },
    order?.radiusMeters !== undefined &&
      order.by !== 'people-in-buffer' && {
        pointer: '/capacityOrder/radiusMeters',
        needs: 'by: people-in-buffer',
      },
    norm('visitsPerPerson', withCapacity, needsCapacity),
    norm('peoplePerStaff', withCapacity, needsCapacity),
    norm('staffColumn', withCapacity, needsCapacity),
    norm('visitsColumn', withCapacity, needsCapacity),
    norm('capacityUnit', withCapacity, needsCapacity),
    norm('tierCutoffs', inputs.include?.includes('norms') ?? false, 'include: [norms]'),
    residualOf !== undefined && !withCapacity && { pointer: '/residualOf', needs: needsCapacity },
    uncertainty !== undefined && withCapacity && { pointer: '/uncertainty', needs: 'capacity: ignore' },
    uncertainty !== undefined && compat !== undefined && { pointer: '/uncertainty', needs: 'compat: —' },
    uncertainty?.classSpeedSigma !== undefined &&
      travel.model === 'straight-line' && {
        pointer: '/uncertainty/classSpeedSigma',
        needs: 'travel.model: hybrid | network | raster',
      },
    compat !== undefined &&
      (capacity === 'nearest-first' || capacity === 'fair') && {
        pointer: '/compat',
        needs: 'capacity: ignore | sequential',
      },
  ]);
}
