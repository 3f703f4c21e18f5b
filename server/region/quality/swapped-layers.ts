import { boxOfGeometries } from '../../geo/geometry-box.ts';
import type { Feature, Geometry } from 'geojson';
import type { FindingList } from '../model/findings.ts';
import type { InputFile } from '../import/recognise/recognised.ts';

type Frame = readonly [number, number, number, number];

/**
 * Layers in degrees whose features are written latitude first: turned where a latitude could not be one,
 * and, with a frame (west, south,
 * east, north), where no feature meets the frame as written and some do when turned. What is turned is a
 * finding.
 */
export function turnSwappedLayers(
  files: readonly InputFile[],
  frame: Frame | null,
  findings: FindingList,
): InputFile[] {
  return files.map((file) => {
    const { is } = file;
    if (is.kind !== 'features' || !is.crs.geographic || !isSwapped(is.features, frame)) return file;
    const features = is.features.map((feature) => ({ ...feature, geometry: turned(feature.geometry) }));
    findings.add('layer-coordinates-swapped', 'warning', is.layer, features.length, { file: file.name });
    return { ...file, is: { ...is, features } };
  });
}

function isSwapped(features: readonly Feature<Geometry | null>[], frame: Frame | null): boolean {
  let [impossible, meets, meetsTurned, turnable] = [0, 0, 0, true];
  for (const { geometry } of features) {
    const box = geometry && boxOfGeometries([geometry]);
    if (!box) continue;
    const [west, south, east, north] = box;
    if (north > 90.001 || south < -90.001) impossible++;
    if (east > 90.001 || west < -90.001) turnable = false;
    if (!frame) continue;
    if (overlaps(box, frame)) meets++;
    if (overlaps([south, west, north, east], frame)) meetsTurned++;
  }
  if (!turnable) return false;
  return impossible > 0 ? meets === 0 : frame !== null && meets === 0 && meetsTurned > 0;
}

function overlaps(a: Frame, b: Frame): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

function turned(geometry: Geometry | null): Geometry | null {
  if (geometry === null) return null;
  if (geometry.type === 'GeometryCollection')
    return { ...geometry, geometries: geometry.geometries.map((part) => turned(part)!) };
  const turn = (value: unknown): unknown =>
    Array.isArray(value)
      ? typeof value[0] === 'number'
        ? [value[1], value[0], ...value.slice(2)]
        : value.map(turn)
      : value;
  return { ...geometry, coordinates: turn(geometry.coordinates) } as Geometry;
}
