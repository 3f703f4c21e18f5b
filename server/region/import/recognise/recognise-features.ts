import type { Feature, Geometry } from 'geojson';
import type { Crs } from '../../../geo/crs.ts';
import { WGS84 } from '../../../geo/crs.ts';
import { tableOfFeatures } from '../facilities/facilities.ts';
import { canBe, guessFeatures, layerOfRole } from '../guess/guess-features.ts';
import { decideRole, describeGuesses, type RoleGuess, saidRole } from '../guess/role-guess.ts';
import { FEATURE_LAYERS, type LayerHint, type Recognised } from './recognised.ts';

/** What a file or layer is, and every role that was weighed. */
export interface Guessed {
  readonly is: Recognised;
  readonly guesses: readonly RoleGuess[];
}

/** What a format or a table alone states: nothing else was weighed. */
export function plainly(is: Recognised): Guessed {
  return { is, guesses: [] };
}

/**
 * What features are: as a person stated, else by their content, then by the name of their file or layer;
 * below a stated likelihood nothing.
 */
export function recogniseFeatures(
  name: string,
  features: readonly Feature<Geometry | null>[],
  crs: Crs = WGS84,
  broken = 0,
  hint?: LayerHint,
): Guessed {
  const unused = (reason: string, detail: string, guesses: readonly RoleGuess[] = []): Guessed => ({
    is: { kind: 'unused', reason, detail },
    guesses,
  });
  const shapes = { point: 0, line: 0, area: 0, none: 0 };
  for (const feature of features) shapes[shapeOf(feature.geometry)]++;
  if (features.length === 0) return unused('file-empty', '0 features');
  if (shapes.none === features.length && broken > 0)
    return unused('features-geometry-unreadable', `${broken} of ${features.length}`);
  if (shapes.none === features.length)
    return unused('features-without-geometry', `${features.length} features`);
  const said = FEATURE_LAYERS.find((made) => made === hint && canBe(made, shapes));
  const guesses = said ? [saidRole(said)] : guessFeatures(name, features, shapes);
  const chosen = decideRole(guesses, 0);
  const most = (['area', 'line', 'point'] as const).reduce((best, shape) =>
    shapes[shape] > shapes[best] ? shape : best,
  );
  const count = `${features.length} ${most}s`;
  if (!chosen)
    return guesses.length === 0
      ? unused('features-without-meaning', count)
      : unused('layer-undecided', describeGuesses(guesses), guesses);
  const layer = layerOfRole(chosen.role);
  if (!layer) {
    const reported = chosen.evidence.find(({ kind }) => kind === 'content') ?? chosen.evidence[0];
    return unused('layer-without-use', reported?.word ?? count, guesses);
  }
  if (layer === 'population' && most === 'point')
    return { is: { kind: 'population-table', table: tableOfFeatures(name, features, crs) }, guesses };
  const mapped = layer === 'facilities' && features.some((feature) => feature.properties?.['fclass'] != null);
  return {
    is: { kind: 'features', layer, features, crs, broken, ...(mapped ? { mapped } : {}) },
    guesses,
  };
}

function shapeOf(geometry: Geometry | null): 'point' | 'line' | 'area' | 'none' {
  if (!geometry) return 'none';
  if (geometry.type === 'GeometryCollection') {
    const shapes = new Set(geometry.geometries.map(shapeOf));
    return (['area', 'line', 'point'] as const).find((shape) => shapes.has(shape)) ?? 'none';
  }
  return /Point/.test(geometry.type) ? 'point' : /Line/.test(geometry.type) ? 'line' : 'area';
}
