import type { Crs } from '../../geo/crs.ts';
import type { Raster } from '../../geo/raster.ts';
import type { FindingList } from '../model/findings.ts';
import type { InputFile } from './recognise/recognised.ts';

/** Errors of a datum's shift from this size on are a warning: they reach a cell. */
const WARNED_METERS = 20;

/**
 * Reports what was done with a raster between its file and its values: scaled, masked, turned, converted,
 * its CRS assumed.
 */
export function reportRaster(
  findings: FindingList,
  file: string,
  layer: string,
  { reading, crs, grid }: Raster,
): void {
  const { scaled, maskedCells, sidecars, southUp, metersPerUnit, turnedDegrees, crsGiven } = reading;
  if (scaled)
    findings.add('raster-scaled', 'info', layer, 1, { file, scale: scaled.scale, offset: scaled.offset });
  findings.add('raster-masked', 'info', layer, maskedCells ?? 0, { file });
  findings.add('raster-sidecar-read', 'info', layer, sidecars.length, {
    file,
    sidecars: sidecars.join(', '),
  });
  findings.add('raster-south-up', 'info', layer, southUp ? 1 : 0, { file });
  findings.add('raster-unit-converted', 'info', layer, metersPerUnit === 1 ? 0 : 1, {
    file,
    meters: metersPerUnit,
  });
  findings.add('raster-longitudes-turned', 'info', layer, turnedDegrees === 0 ? 0 : 1, {
    file,
    degrees: turnedDegrees,
    west: Math.round(grid.left * 1e4) / 1e4,
  });
  if (crsGiven?.why === 'unreadable')
    findings.add('raster-crs-replaced', 'warning', layer, 1, {
      file,
      crs: crs.id.slice(0, 60),
      detail: crsGiven.detail,
    });
  else if (crsGiven) findings.add('raster-crs-given', 'info', layer, 1, { file, crs: crs.id.slice(0, 60) });
  reportShift(findings, file, layer, crs);
}

/** Reports layers of features whose datum was shifted, with how wrong that may be. */
export function reportShifts(files: readonly InputFile[], findings: FindingList): void {
  for (const { is, name } of files) if (is.kind === 'features') reportShift(findings, name, is.layer, is.crs);
}

function reportShift(findings: FindingList, file: string, layer: string, crs: Crs): void {
  if (!(crs.shiftMeters > 0)) return;
  findings.add('crs-datum-shifted', crs.shiftMeters >= WARNED_METERS ? 'warning' : 'info', layer, 1, {
    file,
    crs: crs.id.slice(0, 60),
    meters: crs.shiftMeters,
  });
}
