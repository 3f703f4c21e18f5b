import { describe, expect, it } from 'vitest';
import { listTravelNotes } from '../../../server/questions/shared/travel-notes.ts';
import { Travel } from '../../../server/contract/travel.ts';

const ground = (car: number) => ({ hasElevation: false, rideKm: { bicycle: 12, motorcycle: car, car } });
const says = (travel: unknown, car: number, roadsAdded = false): boolean =>
  listTravelNotes(Travel.parse(travel), ground(car), roadsAdded).some(
    (note) => note.code === 'vehicle-without-road',
  );

describe('a vehicle in a region where no road is open to it', () => {
  it.each(['hybrid', 'raster', 'network'])(
    'is no car under another name: %s says that all is walked',
    (model) => {
      expect(says({ model, mode: 'car' }, 0)).toBe(true);
      expect(says({ model, mode: 'car' }, 3)).toBe(false);
      expect(says({ model, mode: 'bicycle' }, 0)).toBe(false);
      expect(says({ model, mode: 'walk' }, 0)).toBe(false);
    },
  );

  it(
    'is not said where it may leave the road, where speeds open roads, where a scenario lays some, or of ' +
      'straight lines',
    () => {
      expect(says({ model: 'hybrid', mode: 'car', speeds: { offRoad: { bare: 20 } } }, 0)).toBe(false);
      expect(says({ model: 'hybrid', mode: 'car', speeds: { road: { path: 10 } } }, 0)).toBe(false);
      expect(says({ model: 'hybrid', mode: 'car' }, 0, true)).toBe(false);
      expect(says({ model: 'straight-line', mode: 'car' }, 0)).toBe(false);
    },
  );

  it('is not said of regions described before it was known', () => {
    expect(
      listTravelNotes(Travel.parse({ model: 'hybrid', mode: 'car' }), { hasElevation: false }).map(
        (n) => n.code,
      ),
    ).not.toContain('vehicle-without-road');
  });

  it('is not reported of a mode that came after the region was described', () => {
    const before = { bicycle: 12, motorcycle: 3 } as Record<'bicycle' | 'motorcycle' | 'car', number>;
    const notes = listTravelNotes(Travel.parse({ mode: 'car' }), { hasElevation: false, rideKm: before });
    expect(notes.map(({ code }) => code)).not.toContain('vehicle-without-road');
  });
});
