import type { ImportExecution } from '../contract/imports.ts';
import type { ImportOptions } from './regions.ts';

/** Choices as options of an import; files that they name by their listed path are named by `fullPath`. */
export function pickOptions(
  execution: ImportExecution,
  fullPath: (listed: string) => string,
): Omit<ImportOptions, 'files' | 'id'> {
  const {
    clip,
    haloMeters,
    cellMeters,
    boundary,
    facilityColumns,
    facilityCorrections,
    tierWords,
    landLegend,
    roadClasses,
    roadSpeeds,
    populationUnits,
    populationColumn,
    peopleOffLand,
    zoneNames,
    assumeCrs,
    crsByFile,
    layers,
  } = execution;
  const byFullPath = <T>(byPath: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(byPath).map(([path, value]) => [fullPath(path), value]));
  return {
    clip,
    ...(boundary === undefined ? {} : { boundaryFile: fullPath(boundary) }),
    ...(haloMeters === undefined ? {} : { haloMeters }),
    ...(cellMeters === undefined ? {} : { cellMeters }),
    ...(facilityColumns ? { facilityColumns } : {}),
    ...(facilityCorrections ? { facilityCorrections } : {}),
    ...(tierWords ? { tierWords } : {}),
    ...(landLegend ? { landLegend } : {}),
    ...(roadClasses ? { roadClasses } : {}),
    ...(roadSpeeds ? { roadSpeeds } : {}),
    ...(populationUnits ? { populationUnits: byFullPath(populationUnits) } : {}),
    ...(populationColumn === undefined ? {} : { populationColumn }),
    ...(peopleOffLand === undefined ? {} : { peopleOffLand }),
    ...(zoneNames ? { zoneNames: byFullPath(zoneNames) } : {}),
    ...(assumeCrs === undefined ? {} : { assumeCrs }),
    ...(crsByFile ? { crsByFile: byFullPath(crsByFile) } : {}),
    ...(layers ? { layers: byFullPath(layers) } : {}),
  };
}
