import type { ReportDocument } from './document/blocks.ts';
import { hashReport } from './report-hash.ts';
import type { ReportInput } from './report-input.ts';
import { chooseTemplate } from './report-question.ts';

/**
 * Everything a machine needs to check or replay the report: inputs and answers of every run, sources, the
 * printed figures.
 */
export function writeManifest(input: ReportInput, document: ReportDocument): Uint8Array {
  const figures = document.blocks.find((block) => block.kind === 'key-figures')?.figures ?? [];
  const manifest = {
    report: {
      title: document.title,
      template: chooseTemplate(input),
      language: input.language,
      synthetic: input.region.synthetic,
      generatedAt: input.generatedAt,
      engineVersion: input.engineVersion,
      hash: hashReport(input),
    },
    region: input.region,
    figures,
    tables: document.blocks
      .filter((block) => block.kind === 'table')
      .map((table) => ({
        caption: table.caption,
        columns: table.columns,
        rows: table.rows.map((row) => row.map((cell) => ({ text: cell.text, value: cell.value }))),
        note: table.note,
      })),
    runs: input.runs.map((run) => ({
      process: run.process,
      run: run.run,
      finishedAt: run.finishedAt,
      inputsHash: run.inputsHash,
      resultHash: run.resultHash,
      inputs: run.inputs,
      answer: run.answer,
    })),
  };
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
}
