import { REPORT_REFUSALS } from '../contract/text/report-refusal-texts.ts';
import { fillSentence } from '../contract/text/sentence.ts';
import { ProblemException } from '../contract/problems.ts';
import { buildAnnexTables } from './document/annex-tables.ts';
import { buildReportDocument } from './document/build-document.ts';
import { writeDocx } from './docx/write-docx.ts';
import { writeMetadataXml } from './gis/metadata-xml.ts';
import { buildReportLayers } from './gis/report-layers.ts';
import { writeGeoJson } from './gis/write-geojson.ts';
import { writeHtml } from './html/write-html.ts';
import { writePdf } from './pdf/write-pdf.ts';
import { chooseTemplate } from './report-question.ts';
import { writeManifest } from './write-manifest.ts';
import { writeXlsx } from './xlsx/write-xlsx.ts';
import type { ReportFormat, ReportInput, ReportPorts } from './report-input.ts';

export interface RenderedReport {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName: string;
}

const MEDIA_TYPES: Record<ReportFormat, string> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
  gpkg: 'application/geopackage+sqlite3',
  json: 'application/json',
};

/**
 * `input` as a file of `format`. Throws `report-runs` when it holds no run a report can be made of,
 * `not-available` for gpkg without its port.
 */
export async function renderReport(
  input: ReportInput,
  format: ReportFormat,
  ports: ReportPorts = {},
): Promise<RenderedReport> {
  assertReportable(input);
  const bytes = await write(input, format, ports);
  return { bytes, mediaType: MEDIA_TYPES[format], fileName: nameFile(input, format) };
}

async function write(input: ReportInput, format: ReportFormat, ports: ReportPorts): Promise<Uint8Array> {
  const report = (percent: number, step: string): void => ports.onProgress?.(percent, step);
  report(5, 'document');
  const document = buildReportDocument(input);
  report(40, format);
  switch (format) {
    case 'html':
      return await writeHtml(document);
    case 'pdf':
      return await writePdf(document, input.generatedAt);
    case 'docx':
      return await writeDocx(document);
    case 'xlsx':
      return await writeXlsx(document, buildAnnexTables(input), input.generatedAt);
    case 'geojson':
      return writeGeoJson(input, document);
    case 'gpkg': {
      if (!ports.writeGeoPackage) throw new ProblemException('not-available', { what: 'GeoPackage' });
      return await ports.writeGeoPackage({
        layers: buildReportLayers(input),
        metadataXml: writeMetadataXml(input, document),
        lastChange: input.generatedAt,
      });
    }
    case 'json':
      return writeManifest(input, document);
  }
}

function assertReportable(input: ReportInput): void {
  const usable = input.runs.some((run) =>
    (['coverage', 'siting', 'siting-evaluate'] as const).some((process) => process === run.process),
  );
  if (!usable)
    throw new ProblemException('report-runs', {
      reason: fillSentence(REPORT_REFUSALS.noRun, input.language),
    });
  const strange = input.runs.find((run) => run.answer.region !== input.region.id);
  if (strange)
    throw new ProblemException('report-runs', {
      reason: fillSentence(REPORT_REFUSALS.otherRegion, input.language, { run: strange.run }),
    });
}

/** `careshed-qinghe-site-selection-2026-11-22-zh.pdf`: plain letters, so that any mail program keeps it. */
function nameFile(input: ReportInput, format: ReportFormat): string {
  const region = input.region.id.replace(/[^A-Za-z0-9_-]+/g, '-');
  return `careshed-${region}-${chooseTemplate(input)}-${input.generatedAt.slice(0, 10)}-${input.language}.${format}`;
}
