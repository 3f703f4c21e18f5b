import { describe, expect, it } from 'vitest';
import { buildGridCity } from '../../support/grid-city.ts';
import { buildPowersOfTwo, drawGridCity, readPowersOfTwo } from '../../support/grid-city-svg.ts';

const city = buildGridCity({
  columns: 30,
  rows: 12,
  roads: [
    {
      points: [
        [150, 550],
        [2850, 550],
      ],
      walkKmh: 3.6,
      rideKmh: 36,
    },
  ],
  barriers: [
    [15, 2],
    [15, 3],
    [15, 4],
    [15, 5],
    [15, 6],
    [15, 7],
  ],
  facilities: [[250, 550]],
  vehicle: 'motor',
  boardingSeconds: 60,
});

describe('GridCity', () => {
  it('names the covered cells by a sum of powers of two', () => {
    const homes = [
      [250, 550],
      [450, 550],
      [2750, 550],
      [2750, 1150],
      [1550, 650],
    ].map(([x, y]) => city.cellAt(x!, y!));
    const people = buildPowersOfTwo(360, homes);
    const covered = (limit: number): number[] => {
      const { seconds } = city.engine.computeSurface(city.sources, limit);
      return readPowersOfTwo(seconds.reduce((sum, s, cell) => sum + (s <= limit ? people[cell]! : 0), 0));
    };
    expect(covered(60)).toEqual([0]);
    expect(covered(80)).toEqual([0, 1]);
    expect(covered(310)).toEqual([0, 1, 2]);
    expect(covered(1e6)).toEqual([0, 1, 2, 3]); // the fifth lives on the barrier
  });
  it('draws itself', () => {
    const svg = drawGridCity(city, city.engine.computeSurface(city.sources, Infinity).seconds);
    expect(svg.match(/<rect/g)!.length).toBe(360);
    expect(svg.match(/#74a9cf/g)!.length).toBe(6);
    expect(svg).toContain('<polyline points="18.0,78.0 342.0,78.0"');
  });
});
