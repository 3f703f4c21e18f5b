import { listNameFields } from '../../server/contract/languages.ts';
import type { ExpressionSpecification } from 'maplibre-gl';
import type { Language } from '../../server/contract/vocabulary.ts';

/** Layers whose texts are names. */
export const NAME_LAYERS = ['places', 'facility-names', 'zone-names'] as const;

/** The name of a feature in a language, else in the other. */
export const nameField = (language: Language): ExpressionSpecification => [
  'coalesce',
  ...listNameFields(language).map((field): ['get', string] => ['get', field]),
  '',
];
