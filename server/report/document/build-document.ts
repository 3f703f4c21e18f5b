import { formatNumber } from '../../contract/text/format-number.ts';
import type { ReportTextKey } from '../../contract/text/report-texts.ts';
import type { ReportInput, ReportTemplate } from '../report-input.ts';
import { hashReport } from '../report-hash.ts';
import { chooseTemplate } from '../report-question.ts';
import { createSectionContext, type SectionContext } from '../sections/section-context.ts';
import { buildBrief } from '../templates/brief.ts';
import { buildCurrentState } from '../templates/current-state.ts';
import { buildSiteSelection } from '../templates/site-selection.ts';
import type { ReportDocument } from './blocks.ts';
import { typeset } from './typeset.ts';

const TEMPLATES: Record<
  ReportTemplate,
  { build: (context: SectionContext) => void; title: ReportTextKey; subtitle: ReportTextKey }
> = {
  'site-selection': {
    build: buildSiteSelection,
    title: 'siteSelectionTitle',
    subtitle: 'siteSelectionSubtitle',
  },
  'current-state': { build: buildCurrentState, title: 'currentStateTitle', subtitle: 'currentStateSubtitle' },
  brief: { build: buildBrief, title: 'briefTitle', subtitle: 'briefSubtitle' },
};

/** The whole report as blocks, ready for any writer. */
export function buildReportDocument(input: ReportInput): ReportDocument {
  const template = chooseTemplate(input);
  const { build, title, subtitle } = TEMPLATES[template];
  const reportHash = hashReport(input);
  const context = createSectionContext(input, template, reportHash);
  const { builder, regionName } = context;
  if (input.region.synthetic)
    builder.add({ kind: 'callout', tone: 'mark', lines: [builder.text('syntheticCallout')] });
  build(context);
  const heading = typeset(input.title ?? builder.text(title, { region: regionName }), input.language);
  return {
    language: input.language,
    title: heading,
    subtitle: builder.text(subtitle),
    facts: [
      builder.text('factRegion', {
        region: regionName,
        people: formatNumber('people', input.region.people),
      }),
      builder.text('factDate', { date: input.generatedAt.slice(0, 10) }),
      builder.text('factEngine', { version: input.engineVersion }),
      ...(template === 'brief' ? [] : [builder.text('factReport', { report: reportHash.slice(0, 16) })]),
    ].map((fact) => typeset(fact, input.language)),
    signatures:
      template === 'brief'
        ? []
        : (['signPrepared', 'signChecked', 'signApproved', 'signDate'] as const).map((key) =>
            builder.text(key),
          ),
    runningHead: heading,
    mark: input.region.synthetic ? builder.text('syntheticMark') : null,
    brief: template === 'brief',
    blocks: builder.blocks,
  };
}
