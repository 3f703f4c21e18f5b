import { findSentence, sentenceOf } from '../../contract/text/present.ts';
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
  const notes = new Set(
    input.runs.flatMap((item) =>
      item.answer.notes.map((note) =>
        findSentence(note.code)
          ? sentenceOf(note.code, builder.language, note.parameters)
          : builder.text('caveatUnworded', { code: note.code }),
      ),
    ),
  );
  if (notes.size > 0) {
    builder.section(builder.text('caveatNotes'));
    builder.bullets([...notes]);
  }
  const findings = input.region.findings.filter((finding) => finding.severity !== 'info');
  if (findings.length > 0) {
    builder.section(builder.text('caveatFindings'));
    builder.bullets(findings.map((finding) => finding.text));
  }
}
