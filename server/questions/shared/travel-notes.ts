import {
  DEFAULT_BOARDING_SECONDS,
  DEFAULT_STRAIGHT_LINE_KMH,
  SUGGESTED_WALK_FACTORS,
} from '../../contract/default-speeds.ts';
import { MODE_NAMES } from '../../contract/text/words.ts';
import type { Travel } from '../../contract/travel.ts';
import type { RiddenMode } from '../../contract/vocabulary.ts';
import { note as createNote, type NoteArguments, type NoteCode, type TaskNote } from './task-note.ts';

/**
 * What of a region's heights and roads an answer has to say; absent fields are of regions described before
 * they were known.
 */
export interface Ground {
  readonly hasElevation: boolean;
  readonly peopleWithoutHeight?: number | undefined;
  readonly rideKm?: Readonly<Record<RiddenMode, number>> | undefined;
}

/**
 * What the travel parameters assume on a region of such ground, to be printed with every answer that rests
 * on them; `roadsAdded`: a scenario may have opened roads.
 */
export function listTravelNotes(travel: Travel, ground: Ground, roadsAdded = false): TaskNote[] {
  const notes: TaskNote[] = [];
  const note = <C extends NoteCode>(code: C, ...parameters: NoteArguments<C>): void => {
    notes.push(createNote(code, ...parameters));
  };
  const boardingSeconds = travel.boardingSeconds ?? DEFAULT_BOARDING_SECONDS[travel.mode];
  switch (travel.model) {
    case 'hybrid':
      if (travel.mode === 'walk') note('assume-hybrid-walk');
      else note('assume-hybrid-ride', { boardingSeconds });
      break;
    case 'straight-line':
      note('assume-straight-line', {
        speedKmh: travel.speeds?.straightLine ?? DEFAULT_STRAIGHT_LINE_KMH[travel.mode],
      });
      break;
    case 'raster':
      note('assume-raster');
      break;
    case 'network':
      note('assume-network');
      break;
  }
  if (travel.model !== 'straight-line') {
    if (!roadsAdded && ridesNowhere(travel, ground))
      note('vehicle-without-road', {
        modeZh: MODE_NAMES[travel.mode].zh,
        modeEn: MODE_NAMES[travel.mode].en,
      });
    notes.push(...listGroundNotes(travel, ground));
  }
  note(travel.direction === 'to-facility' ? 'assume-direction-to' : 'assume-direction-from');
  if (travel.season === 'wet') note('assume-season-wet');
  note('assume-closed-cutoff');
  return notes;
}

/**
 * Whether a vehicle is asked for, no road is open to it and it may not leave the road: all of the way is on
 * foot.
 */
function ridesNowhere({ mode, speeds }: Travel, { rideKm }: Ground): boolean {
  // A region imported before the mode was known has no figure for it.
  if (mode === 'walk' || speeds?.offRoad || rideKm?.[mode] !== 0) return false;
  return !Object.values(speeds?.road ?? {}).some((kmh) => kmh > 0);
}

/** Slope, walkers, moves and vehicles on the land. */
function listGroundNotes(travel: Travel, heights: Ground): TaskNote[] {
  const notes: TaskNote[] = [];
  const note = <C extends NoteCode>(code: C, ...parameters: NoteArguments<C>): void => {
    notes.push(createNote(code, ...parameters));
  };
  const slope = travel.slope ?? 'tobler';
  if (slope === 'none') note('assume-slope-none');
  else if (!heights.hasElevation) note('assume-no-heights');
  else {
    if (slope === 'tobler') note('assume-slope-tobler');
    if (slope === 'irmischer-clarke') note('assume-slope-irmischer-clarke');
    if (slope === 'naismith-langmuir') note('assume-slope-naismith-langmuir');
    const people = Math.round(heights.peopleWithoutHeight ?? 0);
    if (people > 0) note('heights-unknown', { people });
  }
  if ((travel.walkFactor ?? 1) !== 1)
    note('assume-walk-factor', { factor: travel.walkFactor!, older: SUGGESTED_WALK_FACTORS['65+'] });
  if (travel.neighbours === 8) note('assume-neighbours-8');
  const classes = Object.keys(travel.speeds?.offRoad ?? {});
  if (classes.length > 0) note('assume-off-road', { classes: classes.join(', ') });
  return notes;
}
