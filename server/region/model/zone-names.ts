import type { Feature, Geometry } from 'geojson';
import type { ImportContext } from '../import/import-context.ts';
import { NAME_KEYS } from '../import/zones/import-zones.ts';
import type { InputFile } from '../import/recognise/recognised.ts';

type Features = readonly Feature<Geometry | null>[];
/** Properties that are listed of a file. */
const MOST_PROPERTIES = 60;
const MOST_FEATURES = 1000;

/** Fails where zones cannot be named as asked; `parameters` are those of the code's sentence. */
class ZoneNamesError extends Error {
  readonly code: string;
  readonly parameters: Readonly<Record<string, string>>;
  constructor(code: string, message: string, parameters: Readonly<Record<string, string>>) {
    super(message);
    this.code = code;
    this.parameters = parameters;
  }
}

/** Properties of features that can name them: texts and numbers. */
export function listNameColumns(features: Features): string[] {
  const found = new Set<string>();
  for (const { properties } of features.slice(0, MOST_FEATURES))
    for (const [key, value] of Object.entries(properties ?? {}))
      if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number') found.add(key);
  return [...found].slice(0, MOST_PROPERTIES);
}

/** The property that names features where no one states which. */
export function guessNameColumn(features: Features): string | null {
  const isText = (key: string): boolean =>
    features.some(({ properties }) => typeof properties?.[key] === 'string' && properties[key].trim() !== '');
  const columns = listNameColumns(features);
  return NAME_KEYS.find((key) => columns.includes(key) && isText(key)) ?? columns.find(isText) ?? null;
}

/**
 * The property asked for as the name of each file's zones, by file; a file that holds no zones and a
 * property that none of its features
 * has are refused, with those that there are.
 */
export function chooseZoneNames(
  { options }: ImportContext,
  candidates: readonly InputFile[],
): ReadonlyMap<InputFile, string> {
  const chosen = new Map<InputFile, string>();
  for (const [path, column] of Object.entries(options.zoneNames ?? {})) {
    const layers = candidates.filter((file) => file.path === path);
    if (layers.length === 0) {
      const known = candidates.map(({ name }) => name).join(', ') || '—';
      throw new ZoneNamesError(
        'import-zone-file-unknown',
        `${path} is no file of zones; there are: ${known}`,
        {
          file: path.split(/[\\/]/).at(-1)!,
          known,
        },
      );
    }
    const known = new Set<string>();
    for (const layer of layers) {
      const columns = layer.is.kind === 'features' ? listNameColumns(layer.is.features) : [];
      for (const name of columns) known.add(name);
      if (columns.includes(column)) chosen.set(layer, column);
    }
    if (!known.has(column))
      throw new ZoneNamesError('import-zone-column-unknown', `the zones of ${path} have no ${column}`, {
        file: layers[0]!.name,
        column,
        known: [...known].join(', ') || '—',
      });
  }
  return chosen;
}
