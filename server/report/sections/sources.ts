import { isWrittenIn, marksOf, withRemark } from '../../contract/languages.ts';
import { ABSENT, formatNumber } from '../../contract/text/format-number.ts';
import { AGE_NAMES, LAYER_NAMES } from '../../contract/text/words.ts';
import { AGE_BANDS, type Language } from '../../contract/vocabulary.ts';
import type { RegionDetail } from '../../contract/resources.ts';
import { textCell, type DocumentBuilder } from '../document/document-builder.ts';
import type { SectionContext } from './section-context.ts';

/** The data behind the report, with dates where the files give them, and the licence lines to print. */
export function addSources({ builder, input }: SectionContext): void {
  const { sources } = input.region;
  const attributions = pickAttributions(input.region, builder.language);
  builder.chapter(builder.text('chapterSources'));
  if (sources.length === 0) builder.paragraph(builder.text('sourcesNone'));
  else {
    builder.paragraph(builder.text('sourcesIntro'));
    builder.table({
      caption: builder.text('captionSources'),
      sheet: builder.text('sheetSources'),
      columns: [
        { title: builder.text('columnLayer'), kind: 'text' },
        { title: builder.text('columnFile'), kind: 'text' },
        { title: builder.text('columnRole'), kind: 'text' },
        { title: builder.text('columnFormat'), kind: 'text' },
        { title: builder.text('columnFacts'), kind: 'text' },
        { title: builder.text('columnSha'), kind: 'text' },
      ],
      rows: sources.map((source) => [
        textCell(describeLayer(builder, source.layer)),
        textCell(source.file),
        textCell(builder.text(`role-${source.role}`)),
        textCell(source.format),
        textCell(describeFacts(builder, source)),
        { text: source.sha256.slice(0, 8), value: source.sha256, kind: 'text' },
      ]),
    });
  }
  if (attributions.length === 0) return;
  builder.section(builder.text('sourcesLicences'));
  builder.bullets(attributions);
}

/**
 * Every line of licence there is; of a generated region, which states the same in two languages, the line in
 * the reader's.
 */
export function pickAttributions(region: RegionDetail, language: Language): readonly string[] {
  if (!region.synthetic) return region.attributions;
  const own = region.attributions.filter((line) => isWrittenIn(line, language));
  return own.length > 0 ? own : region.attributions;
}

/** CRS and what the import knows of a file; a reason given as a sentence stands for its codes. */
function describeFacts(builder: DocumentBuilder, source: RegionDetail['sources'][number]): string {
  const { reasonText, ...facts } = source.facts;
  if (reasonText !== undefined) return String(reasonText);
  return [source.crs, ...Object.entries(facts).map(([name, value]) => describeFact(builder, name, value))]
    .filter((part) => part !== '')
    .join(marksOf(builder.language).clause);
}

/** A layer's name; people of an age group and the legend of the land cover are named after their layer. */
function describeLayer(builder: DocumentBuilder, layer: string): string {
  if (layer === '') return ABSENT;
  const known = LAYER_NAMES[layer]?.[builder.language];
  if (known) return known;
  const [name = '', part = ''] = layer.split(' ');
  const main = LAYER_NAMES[name]?.[builder.language] ?? name;
  const band = AGE_BANDS.find((age) => age === part);
  const detail = band
    ? AGE_NAMES[band][builder.language]
    : part === 'legend'
      ? builder.text('layerLegend')
      : part;
  return withRemark(main, detail, builder.language);
}

const FACT_TEXTS = {
  features: 'factFeatures',
  rows: 'factRows',
  columns: 'factColumns',
  facilities: 'factFacilities',
  classes: 'factClasses',
  validCells: 'factCells',
  cellsCovered: 'factCells',
  people: 'factPeople',
  kilometres: 'factKilometres',
  ferryKilometres: 'factFerryKilometres',
  junctions: 'factJunctions',
  edges: 'factEdges',
} as const;

/** What the import counted, in words; the rest is for programs and stands in the manifest. */
function describeFact(builder: DocumentBuilder, name: string, value: string | number | boolean): string {
  const key = Object.hasOwn(FACT_TEXTS, name) ? FACT_TEXTS[name as keyof typeof FACT_TEXTS] : null;
  return key === null || typeof value !== 'number'
    ? ''
    : builder.text(key, { value: formatNumber('count', value) });
}
