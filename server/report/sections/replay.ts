import { numberCell, textCell } from '../document/document-builder.ts';
import type { SectionContext } from './section-context.ts';

/** Inputs longer than this are in the JSON manifest only. */
const PRINTED_INPUT_CHARACTERS = 1500;

/** Ids, hashes and the command that makes the same numbers again. */
export function addReplay({ builder, input, reportHash }: SectionContext): void {
  builder.chapter(builder.text('chapterReplay'));
  builder.paragraph(builder.text('replayIntro'));
  builder.table({
    caption: builder.text('captionRuns'),
    sheet: builder.text('sheetRuns'),
    columns: [
      { title: builder.text('columnRank'), kind: 'count' },
      { title: builder.text('columnProcess'), kind: 'text' },
      { title: builder.text('columnRun'), kind: 'text' },
      { title: builder.text('columnFinished'), kind: 'text' },
      { title: builder.text('columnHashes'), kind: 'text' },
    ],
    rows: input.runs.map((run, i) => [
      numberCell('count', i + 1),
      textCell(run.process),
      textCell(run.run),
      textCell(run.finishedAt ?? '—'),
      {
        text: `${shorten(run.inputsHash)} / ${shorten(run.resultHash)}`,
        value: `${run.inputsHash ?? '—'} / ${run.resultHash ?? '—'}`,
        kind: 'text',
      },
    ]),
  });
  builder.paragraph(
    builder.text('replayRegion', {
      hash: shorten(input.region.hash),
      version: input.engineVersion,
      report: shorten(reportHash),
    }),
    'note',
  );
  builder.paragraph(builder.text('replayCommand'), 'note');
  input.runs.forEach((run, i) => {
    const inputs = JSON.stringify(run.inputs, null, 1).replace(/\n\s*/g, ' ');
    const file = `${i + 1}-${run.process}.json`;
    const command =
      `careshed run ${run.process} --region ${run.inputs.region} --inputs ${file} --out ` +
      `${i + 1}-answer.json`;
    builder.paragraph(
      inputs.length > PRINTED_INPUT_CHARACTERS ? command : `${file}: ${inputs}\n${command}`,
      'code',
    );
  });
}

function shorten(hash: string | null): string {
  return hash === null ? '—' : hash.slice(0, 16);
}
