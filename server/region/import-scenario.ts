import { type AccessModScenario, readScenarioTable } from './accessmod-scenario.ts';
import type { ImportContext } from './import-context.ts';

/** The travel scenario of an AccessMod project among the files, null where there is none. */
export function findScenario({ files }: ImportContext): AccessModScenario | null {
  for (const { is } of files) if (is.kind === 'scenario-table') return readScenarioTable(is.table);
  return null;
}

/** Lists the scenario tables: the first is used, and the data check says with which speeds. */
export function reportScenario(context: ImportContext): void {
  const { files, sources, findings } = context;
  let isFirst = true;
  for (const file of files) {
    if (file.is.kind !== 'scenario-table') continue;
    if (!isFirst) {
      sources.alternative(file, 'travel-scenario');
      continue;
    }
    isFirst = false;
    const { rows, legend, roadSpeeds } = readScenarioTable(file.is.table);
    sources.used(file, 'travel-scenario', { rows: rows.length, landClasses: legend.size });
    findings.add('accessmod-scenario', 'info', 'travel-scenario', rows.length, {
      file: file.name,
      rows: rows.slice(0, 20).join('; '),
      roads: Object.keys(roadSpeeds).length > 0 ? 1 : 0,
    });
  }
}
