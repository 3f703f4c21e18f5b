import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { dismissReportProblem, makeReport, type ReportFormat } from '../../commands/make-report.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { canReport } from '../../state/derived.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const FORMATS: readonly (readonly [ReportFormat, TextId])[] = [
  ['html', 'reportOpen'],
  ['pdf', 'reportPdf'],
  ['docx', 'reportDocx'],
  ['xlsx', 'reportXlsx'],
  ['geojson', 'reportGeojson'],
  ['gpkg', 'reportGpkg'],
];

/** One button, with the printable page first and the files after it. */
export function ReportMenu() {
  const { t } = useText();
  const ready = useApp(canReport);
  const hasResult = useApp((state) => state.coverage.value !== null);
  const { busy, problem } = useApp((state) => state.report);
  const hint = ready ? '' : t(hasResult ? 'reportNeedsFresh' : 'reportNeedsResult');
  return (
    <div className="report" title={hint}>
      <MenuTrigger>
        <AriaButton className="button primary" isDisabled={!ready || busy} data-testid="report-button">
          <Icon name="report" />
          {t('report')}
          {hint && <span className="visually-hidden">{hint}</span>}
          <Icon name="down" />
        </AriaButton>
        <Popover className="popover" placement="bottom end">
          <Menu aria-label={t('report')} onAction={(key) => void makeReport(key as ReportFormat)}>
            {FORMATS.map(([format, text]) => (
              <MenuItem key={format} id={format} className="option" data-testid={`report-${format}`}>
                {t(text)}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {problem && (
        <div className="report-problem">
          <ProblemView problem={problem} title={t('report')} onDismiss={dismissReportProblem} />
        </div>
      )}
    </div>
  );
}
