import type { TextId } from '../../i18n/screen-texts.ts';

/** Text of a phase reported by the service; an unknown phase is not shown. */
export const PHASE_LABELS: Readonly<Record<string, TextId | undefined>> = {
  prepare: 'phasePrepare',
  search: 'phaseSearch',
  reach: 'phaseReach',
  solve: 'phaseSolve',
  draws: 'phaseDraws',
  sum: 'phaseSum',
  layers: 'phaseLayers',
  document: 'phaseDocument',
  reading: 'phaseReading',
  population: 'phasePopulation',
  roads: 'phaseRoads',
  'land-cover': 'phaseLandCover',
  elevation: 'phaseElevation',
  barriers: 'phaseBarriers',
  zones: 'phaseZones',
  facilities: 'phaseFacilities',
  checking: 'phaseChecking',
};
