import { note, type TaskNote } from '../questions/shared/task-note.ts';

import type { ScenarioRegion } from './regions.ts';
import type { RegionProcess } from './region-process.ts';

/**
 * Whose people an answer counts where that is not everybody, and how many of a region live where data stop
 * and access may look worse than it is.
 */
export function listPeopleNotes(region: ScenarioRegion): TaskNote[] {
  const notes: TaskNote[] = [];
  if (region.detail.people === 0) notes.push(note('region-counts-nobody'));
  if (region.within !== undefined) {
    const layer = region.detail.zoneLayers.find(({ id }) => id === region.within);
    notes.push(note('people-within', { zones: layer?.title ?? region.within }));
  }
  const border = region.detail.findings.find(({ code }) => code === 'data-stops-at-border');
  if (border) {
    const { people = 0, kilometres = 0 } = border.parameters;
    notes.push(note('near-data-border', { people, kilometres }));
  }
  return notes;
}

/**
 * Room and supply are shared by the people counted alone: stated where neighbours who are not counted would
 * share them too.
 */
export function listSharingNotes(
  region: ScenarioRegion,
  process: RegionProcess,
  inputs: { readonly capacity?: unknown },
): TaskNote[] {
  const shares =
    process === 'access-score' || (inputs.capacity !== undefined && inputs.capacity !== 'ignore');
  return region.within !== undefined && shares ? [note('neighbours-do-not-share')] : [];
}
