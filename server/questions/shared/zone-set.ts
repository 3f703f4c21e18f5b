import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { ProblemException } from '../../contract/problems.ts';
import { computeCoverage, type CoverageRow } from '../../kernel/access/coverage.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { Region } from '../../region/model/region.ts';
import type { UploadedZone } from '../../region/import/zones/uploaded-zones.ts';
import type { RegionReference, TaskContext } from './task-context.ts';
import { prepareUpload } from '../intake/check-upload.ts';
import type { TaskNote } from './task-note.ts';

/** An uploaded boundary: where its original stands and which property names its features. */
export interface UploadReference {
  readonly id: string;
  readonly path: string;
  readonly nameProperty: string | null;
}

/** Zones as lists of cells; a share below 1 counts that part of a cell's people (small polygons). */
export interface ZoneSet {
  readonly names: readonly { zh: string; en: string }[];
  readonly members: readonly ZoneMember[];
  /** Present when zones do not overlap: zone by cell. */
  readonly zoneOfCell: Int32Array | null;
  /** What no zone counts, where `zoneOfCell` does not tell it: null beside `zoneOfCell`. */
  readonly rest: ZoneMember | null;
  readonly notes: readonly TaskNote[];
}

export interface ZoneMember {
  readonly cells: Int32Array;
  readonly shares: Float64Array | null;
  readonly basis: 'cell-centre' | 'area-share';
  readonly outsideKm2: number;
}

/** Shares of one cell that add up to one do so but for the last bits. */
const LAST_BITS = 1e-9;

/**
 * The zone layer an analysis reports by: the region's by id (default its first), an uploaded one, or null
 * for `none`.
 */
export function loadZoneSet(
  region: Region,
  reference: RegionReference,
  wanted: string | undefined,
  upload: UploadReference | null,
  context: TaskContext,
): ZoneSet | null {
  if (wanted === 'none') return null;
  if (upload)
    return context.remember(`${reference.hash} upload ${upload.id} ${upload.nameProperty}`, () => {
      const content = inflateSync(readFileSync(upload.path));
      const { zones } = prepareUpload(region, content, upload.nameProperty);
      return {
        names: zones.map((zone) => zone.name),
        members: zones,
        zoneOfCell: null,
        ...sumUp(region, zones),
      };
    });
  const layer = wanted === undefined ? region.zones[0] : region.zones.find((zones) => zones.id === wanted);
  if (!layer) {
    if (wanted === undefined) return null;
    const parameters = {
      zones: wanted,
      known: [...region.zones.map((zones) => zones.id), 'upload:ID', 'none'].join(', '),
    };
    throw new ProblemException('zones-not-found', parameters, [
      { pointer: '/zones', code: 'zones-not-found', parameters },
    ]);
  }
  return context.remember(`${reference.hash} zones ${layer.id}`, () => ({
    names: layer.names,
    members: listMembers(layer.zoneOfCell, layer.names.length),
    zoneOfCell: layer.zoneOfCell,
    rest: null,
    notes: [],
  }));
}

/** The part of each cell that no uploaded zone counts, and what there is to say of the zones together. */
function sumUp(region: Region, zones: readonly UploadedZone[]): Pick<ZoneSet, 'rest' | 'notes'> {
  const counted = new Float64Array(region.population.length);
  for (const { cells, shares } of zones)
    for (let i = 0; i < cells.length; i++)
      counted[cells[i]!] = counted[cells[i]!]! + (shares ? shares[i]! : 1);
  const cells: number[] = [];
  const shares: number[] = [];
  let overlapCells = 0;
  const overlapPeople: number[] = [];
  for (let cell = 0; cell < counted.length; cell++) {
    const part = counted[cell]!;
    if (part < 1 - LAST_BITS) {
      cells.push(cell);
      shares.push(1 - part);
    } else if (part > 1 + LAST_BITS) {
      overlapCells++;
      overlapPeople.push(region.population[cell]!);
    }
  }
  const notes: TaskNote[] = [
    {
      code: 'zones-basis',
      parameters: { shares: zones.filter((zone) => zone.basis === 'area-share').length },
    },
  ];
  const areaKm2 = computeSum(zones.map((zone) => zone.outsideKm2));
  if (areaKm2 > 0) notes.push({ code: 'zones-outside', parameters: { areaKm2 } });
  if (overlapCells > 0)
    notes.push({
      code: 'uploaded-zones-overlap',
      parameters: { cells: overlapCells, people: computeSum(overlapPeople) },
    });
  return {
    rest: {
      cells: Int32Array.from(cells),
      shares: Float64Array.from(shares),
      basis: 'cell-centre',
      outsideKm2: 0,
    },
    notes,
  };
}

function listMembers(zoneOfCell: Int32Array, count: number): ZoneSet['members'] {
  const sizes = new Uint32Array(count);
  for (const zone of zoneOfCell) if (zone !== NONE) sizes[zone]!++;
  const lists = Array.from(sizes, (size) => new Int32Array(size));
  const cursor = new Uint32Array(count);
  for (let cell = 0; cell < zoneOfCell.length; cell++) {
    const zone = zoneOfCell[cell]!;
    if (zone !== NONE) lists[zone]![cursor[zone]!++] = cell;
  }
  return lists.map((cells) => ({ cells, shares: null, basis: 'cell-centre', outsideKm2: 0 }));
}

/** Coverage and people-weighted mean seconds of one zone. */
export function computeZoneCoverage(
  member: ZoneMember,
  layers: {
    seconds: Float64Array;
    cellState: Uint8Array;
    population: Float64Array;
    served: readonly (Float64Array | null)[] | null;
  },
  cutoffsSeconds: readonly number[],
): { row: CoverageRow; meanSeconds: number | null } {
  const { cells, shares } = member;
  const seconds = new Float64Array(cells.length);
  const cellState = new Uint8Array(cells.length);
  const population = new Float64Array(cells.length);
  let people = 0;
  let personSeconds = 0;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    seconds[i] = layers.seconds[cell]!;
    cellState[i] = layers.cellState[cell]!;
    population[i] = layers.population[cell]! * (shares ? shares[i]! : 1);
    if (seconds[i]! < Infinity && population[i]! > 0) {
      people += population[i]!;
      personSeconds += population[i]! * seconds[i]!;
    }
  }
  const served = layers.served?.map((list) =>
    list ? Float64Array.from(cells, (cell, i) => list[cell]! * (shares ? shares[i]! : 1)) : null,
  );
  const row = computeCoverage({
    seconds,
    cellState,
    population,
    cutoffsSeconds,
    ...(served ? { served } : {}),
  });
  return { row, meanSeconds: people > 0 ? personSeconds / people : null };
}
