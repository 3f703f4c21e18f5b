import { loadQuality } from '../../commands/load-quality.ts';
import { formatCount, formatPeople } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { DataCorrections } from './data-corrections.tsx';
import { DataFindings } from './data-findings.tsx';
import { DataManage } from './data-manage.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { saveQuality } from '../../commands/save-quality.ts';
import { useApp, useText } from '../parts/use-app.ts';

/** Layers of a region, its findings and their corrections. */
export function DataPanel() {
  const { t } = useText();
  const load = useApp((state) => state.intake.quality);
  const regionId = useApp((state) => state.regionId);
  return (
    <div className="screen">
      <div className="status-line">{load.busy && <Progress label={t('loading')} />}</div>
      {regionId === null && <p className="empty-line">{t('dataEmpty')}</p>}
      {load.problem && <ProblemView problem={load.problem} onRetry={() => void loadQuality()} />}
      {load.value && (
        <>
          <Sums />
          <DataCorrections />
          <DataFindings />
          <Layers />
          <DataManage />
        </>
      )}
    </div>
  );
}

function Sums() {
  const { language, t } = useText();
  const quality = useApp((state) => state.intake.quality.value);
  if (!quality) return null;
  const { totals, counts } = quality;
  const figures: (readonly [TextId, string])[] = [
    ['dataPeople', formatPeople(totals.people, language)],
    ['dataFacilities', formatCount(totals.facilities, language)],
    ['dataRoads', formatCount(totals.roadKm, language)],
    ['dataOnBarrier', formatPeople(totals.peopleOnBarrier, language)],
    ['dataOutside', formatPeople(totals.peopleOutsideZones, language)],
  ];
  return (
    <section data-testid="quality">
      <h2 className="with-action">
        {t('dataTitle')}
        <Button kind="link" onPress={saveQuality} testId="quality-save">
          {t('dataSave')}
        </Button>
      </h2>
      <p className="severities">
        <span className="severity error" data-testid="count-error">
          {t('dataErrors', { count: `${counts.error}` })}
        </span>
        <span className="severity warning" data-testid="count-warning">
          {t('dataWarnings', { count: `${counts.warning}` })}
        </span>
        <span className="severity info">{t('dataNotes', { count: `${counts.info}` })}</span>
      </p>
      <dl className="quality-figures">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd data-testid={`quality-${label}`}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const ROLES: Readonly<Record<'used' | 'alternative' | 'unused', TextId>> = {
  used: 'roleUsed',
  alternative: 'roleAlternative',
  unused: 'roleUnused',
};

function Layers() {
  const { t } = useText();
  const layers = useApp((state) => state.intake.quality.value?.layers ?? []);
  return (
    <details className="more" data-testid="quality-layers">
      <summary>
        {t('dataLayers')} <span className="count">{layers.length}</span>
      </summary>
      <ul className="layer-list">
        {layers.map((layer, index) => (
          // One file may hold a layer twice (bands); their order never changes.
          <li key={index} className={layer.role}>
            <b>{layer.file}</b>
            <small>
              {[layer.layerName, t(ROLES[layer.role]), layer.format, layer.crs].filter(Boolean).join(' · ')}
            </small>
            {typeof layer.facts['reasonText'] === 'string' && (
              <small className="bad">{layer.facts['reasonText']}</small>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
