import { ABSENT } from '../../contract/text/format-number.ts';
import { LAYER_NAMES } from '../../contract/text/words.ts';
import type { RegionDetail } from '../../contract/resources.ts';
import { textCell } from '../document/document-builder.ts';
import type { SectionContext } from './section-context.ts';

/** The data behind the report, with dates where the files give them, and the licence lines to print. */
export function addSources({ builder, input }: SectionContext): void {
  const { sources, attributions } = input.region;
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
        textCell(LAYER_NAMES[source.layer]?.[builder.language] ?? (source.layer || ABSENT)),
        textCell(source.file),
        textCell(builder.text(`role-${source.role}`)),
        textCell(source.format),
        textCell(describeFacts(source)),
        { text: source.sha256.slice(0, 8), value: source.sha256, kind: 'text' },
      ]),
    });
  }
  if (attributions.length === 0) return;
  builder.section(builder.text('sourcesLicences'));
  builder.bullets(attributions);
}

/** CRS and what the import knows of a file; a reason given as a sentence stands for its codes. */
function describeFacts(source: RegionDetail['sources'][number]): string {
  const { reasonText, ...facts } = source.facts;
  if (reasonText !== undefined) return String(reasonText);
  return [source.crs, ...Object.entries(facts).map(([name, value]) => `${name}: ${value}`)]
    .filter((part) => part !== '')
    .join('; ');
}
