import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tryFolder, type Tried } from '../../scripts/try-files/try-folder.ts';
import { importFault, minutesToFacility } from '../support/fault-folders.ts';
import { recordCases } from '../support/case-counts.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

const data = join(sharedFolder, 'faults/data');

/** People, facilities, people within 15 and within 30 minutes on foot. */
type Figures = readonly [number, number, number | null, number | null];
const BASE: Figures = [33_503, 1, 2753, 10_959];
/** Rows of the list whose right answer is not the base; null: the list gives no figure. */
const RIGHT: Readonly<Record<string, Figures>> = {
  'A01-areas-decimal-comma': [2234.5, 1, null, null],
  'G04-internal-mask': [32_589, 1, 2753, 10_956],
  'G06-ESRI_54009': [33_600, 1, null, null],
  'L03b-dem-scale': [33_503, 1, 2683, 10_957],
  'O01-tags': [4500, 45, null, null],
  'O02-line-words': [1900, 19, null, null],
  'O03b-lake-both-tagged': [600, 1, 500, 500],
  'O03c-lake-tags-on-outer': [600, 1, 500, 500],
  'O05-locations-on-ways': [4500, 45, null, null],
  'O09-ferry-durations': [600, 6, 200, 500],
  'O11-two-road-files': [200, 2, null, null],
  'O16-geofabrik-full': [200, 2, null, null],
  'R01-nodata-1e20': [32_589, 1, 2753, 10_956],
  'R12b-geo-0-360': [33_503, 1, 2251, 8990],
  'R12c-geo-over-180': [33_503, 1, 2251, 8990],
  'R14-points-antimeridian': [600, 1, null, null],
  'R15c-epsg-26917': [33_503, 1, null, null],
  'R17-aux-nodata': [32_589, 1, 2753, 10_956],
  'R24-wide-points': [200, 2, null, null],
  'T18-population-decimal-comma': [1723.5, 1, 1723.5, 1723.5],
  'T19-population-null-island': [500, 1, null, null],
};

const figuresOf = ({ people, facilities, within15, within30 }: Tried, right: Figures): Figures => [
  Math.round(people * 10) / 10,
  facilities,
  right[2] === null ? null : Math.round(within15 * 10) / 10,
  right[3] === null ? null : Math.round(within30 * 10) / 10,
];

describe.runIf(hasShared('faults/data', 'every folder of everyday files'))(
  'every folder of everyday files',
  () => {
    it('has its people, its facilities and its reach', async () => {
      const folders = readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      expect(folders.length).toBeGreaterThan(50);
      const off: string[] = [];
      for (const { name } of folders) {
        const tried = await tryFolder(join(data, name), name);
        const right = RIGHT[name] ?? BASE;
        const got = figuresOf(tried, right);
        if (tried.refusal !== null || got.some((value, i) => value !== right[i]))
          off.push(`${name}: ${tried.refusal ?? got.join(', ')} for ${right.join(', ')}`);
      }
      recordCases('folders of everyday files', folders.length, folders.length - off.length);
      expect(off).toEqual([]);
    }, 60_000);

    it('O05: has the roads of O01, and no node where none can be', async () => {
      const [plain, located] = await Promise.all(
        ['O01-tags', 'O05-locations-on-ways'].map((name) => tryFolder(join(data, name), name)),
      );
      expect(located!.roadKm).toBeCloseTo(plain!.roadKm, 3);
    });

    it('R24: villages 40 km apart are ten hours apart, wherever in the zone they are', async () => {
      const region = await importFault('R24-wide-points');
      const minutes = minutesToFacility(region, 'walk');
      const far = [...region.population.keys()].filter((cell) => region.population[cell]! > 0);
      for (const cell of far) expect(Math.abs(minutes[cell]! - 600)).toBeLessThan(3);
    });

    it('npx tsx scripts/try-files.ts prints a line for each', () => {
      const home = resolve(import.meta.dirname, '../..');
      const out = execFileSync(process.execPath, ['--import', 'tsx', 'scripts/try-files.ts', data], {
        cwd: home,
        encoding: 'utf8',
      });
      expect(out).toMatch(
        /^S09-loose\t33,503 people\t1 facilities\t0 km\t2,753 within 15 min\t10,959 within 30 min\t/m,
      );
    }, 60_000);
  },
);
