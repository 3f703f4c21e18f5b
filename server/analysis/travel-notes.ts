import { DEFAULT_BOARDING_SECONDS, DEFAULT_STRAIGHT_LINE_KMH, type Travel } from '../contract/travel.ts';
import type { PlainNote } from './context.ts';

/** What the travel parameters assume, to be printed with every answer that rests on them. */
export function listTravelNotes(travel: Travel): PlainNote[] {
  const notes: PlainNote[] = [];
  const note = (code: string, parameters: PlainNote['parameters'] = {}): void => {
    notes.push({ code, parameters });
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
  note(travel.direction === 'to-facility' ? 'assume-direction-to' : 'assume-direction-from');
  if (travel.season === 'wet') note('assume-season-wet');
  note('assume-closed-cutoff');
  return notes;
}
