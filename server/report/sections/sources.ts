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
        textCell(source.layer),
        textCell(source.file),
        textCell(builder.text(`role-${source.role}`)),
        textCell(source.format),
        textCell(
          [source.crs, ...Object.entries(source.facts).map(([name, value]) => `${name}: ${value}`)]
            .filter((part) => part !== '')
            .join('; '),
        ),
        { text: source.sha256.slice(0, 12), value: source.sha256, kind: 'text' },
      ]),
    });
  }
  if (attributions.length === 0) return;
  builder.section(builder.text('sourcesLicences'));
  builder.bullets(attributions);
}
