import { DEFAULT_WALK_LAND_KMH } from '../../contract/default-speeds.ts';
import { type AccessModScenario, describeRow, isRowNamed, readScenarioTable } from './accessmod-scenario.ts';
import type { ImportContext } from './import-context.ts';

/** The travel scenario of an AccessMod project among the files, null where there is none. */
export function findScenario({ files }: Pick<ImportContext, 'files'>): AccessModScenario | null {
  for (const { is } of files) if (is.kind === 'scenario-table') return readScenarioTable(is.table);
  return null;
}

/**
 * Lists the scenario tables: the first is used; the data check gives its rows, and those that no road and
 * no land took.
 */
export function reportScenario(context: ImportContext): void {
  const { files, sources, findings, scenario, scenarioUse } = context;
  const [file, ...others] = files.filter(({ is }) => is.kind === 'scenario-table');
  for (const other of others) sources.alternative(other, 'travel-scenario');
  if (!file || !scenario) return;
  const { rows, legend, bySpeed, roadSpeeds } = scenario;
  const list = (some: readonly (typeof rows)[number][]): string =>
    some.slice(0, 20).map(describeRow).join('; ');
  sources.used(file, 'travel-scenario', { rows: rows.length, landClasses: legend.size });
  findings.add('accessmod-scenario', 'info', 'travel-scenario', rows.length, {
    file: file.name,
    rows: list(rows),
    roads: Object.keys(roadSpeeds).length > 0 ? 1 : 0,
  });
  const { roadWords, landValues } = scenarioUse;
  const idle = rows.filter((row) =>
    row.isRoad ? !isRowNamed(row, roadWords ?? []) : landValues !== null && !landValues.has(row.value),
  );
  findings.add('accessmod-scenario-unused', 'warning', 'travel-scenario', idle.length, {
    file: file.name,
    rows: list(idle),
  });
  if (landValues === null) return;
  const bySpeedText = bySpeed
    .map((row) => `${describeRow(row)} → ${legend.get(row.value)}`)
    .slice(0, 20)
    .join('; ');
  findings.add('accessmod-class-by-speed', 'info', 'land-cover', bySpeed.length, {
    file: file.name,
    rows: bySpeedText,
  });
  const other = rows.filter((row) => {
    const landClass = legend.get(row.value);
    return (
      landClass !== undefined && landValues.has(row.value) && DEFAULT_WALK_LAND_KMH[landClass] !== row.kmh
    );
  });
  findings.add('accessmod-land-speeds', 'warning', 'land-cover', other.length, {
    file: file.name,
    rows: other
      .map((row) => `${row.label} (${legend.get(row.value)}): ${row.kmh} km/h ${row.mode}`)
      .slice(0, 20)
      .join('; '),
  });
}
