import { marksOf } from '../../contract/languages.ts';
import { findSentence, sentenceOf } from '../../contract/text/present.ts';
import { PROCESS_TEXTS } from '../../contract/text/process-texts.ts';
import type { SectionContext } from './section-context.ts';

/** What the numbers do not say: standing caveats, remarks of the runs, findings of the data check. */
export function addCaveats(context: SectionContext): void {
  const { builder, input, coverage, siting } = context;
  builder.chapter(builder.text('chapterCaveats'));
  const run = siting ?? coverage;
  builder.bullets([
    builder.text('caveatModelled'),
    builder.text('caveatNearest'),
    builder.text('caveatPopulation'),
    builder.text('caveatEdge'),
    ...(input.region.synthetic ? [builder.text('syntheticCallout')] : []),
    ...(run
      ? [
          builder.text('caveatSeason', {
            season: builder.text(run.inputs.travel.season === 'wet' ? 'seasonWet' : 'seasonDry'),
          }),
        ]
      : []),
    ...(coverage && coverage.inputs.capacity !== 'ignore' ? [] : [builder.text('caveatCapacity')]),
  ]);
  const notes = listNotes(context);
  if (notes.length > 0) {
    builder.section(builder.text('caveatNotes'));
    builder.bullets(notes);
  }
  const silent = input.runs.flatMap((run, i) => (context.printed.has(run) ? [] : [{ run, number: i + 1 }]));
  if (silent.length > 0)
    builder.paragraph(
      builder.text('caveatNotPrinted', {
        runs: silent
          .map(
            ({ run, number }) =>
              `${number} (${PROCESS_TEXTS[run.process].title[builder.language]}, ${run.run})`,
          )
          .join(marksOf(builder.language).list),
      }),
      'note',
    );
  const findings = input.region.findings.filter((finding) => finding.severity !== 'info');
  if (findings.length > 0) {
    builder.section(builder.text('caveatFindings'));
    builder.bullets(findings.map((finding) => finding.text));
  }
}

/**
 * The remarks of the printed runs, each once; where runs say different things under one code, each names
 * its run.
 */
function listNotes({ builder, input, printed }: SectionContext): string[] {
  const byCode = new Map<string, Map<string, number>>();
  input.runs.forEach((run, i) => {
    if (!printed.has(run)) return;
    for (const note of run.answer.notes) {
      const words = findSentence(note.code)
        ? sentenceOf(note.code, builder.language, note.parameters)
        : builder.text('caveatUnworded', { code: note.code });
      const said = byCode.get(note.code) ?? new Map<string, number>();
      if (!said.has(words)) said.set(words, i + 1);
      byCode.set(note.code, said);
    }
  });
  return [...byCode.values()].flatMap((said) =>
    [...said].map(([words, run]) =>
      said.size > 1 ? `${builder.text('caveatOfRun', { run: String(run) })}${words}` : words,
    ),
  );
}
