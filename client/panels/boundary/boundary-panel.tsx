import { nameOf } from '../../../server/contract/languages.ts';
import type { Language } from '../../../server/contract/vocabulary.ts';
import { FileTrigger, Button as AriaButton } from 'react-aria-components';
import { COVERED_COLOUR } from '../../../server/contract/colours.ts';
import { Meter } from '../../charts/meter.tsx';
import { flyToGeometry } from '../../commands/fly-to.ts';
import { runUploadCoverage } from '../../commands/run-upload-coverage.ts';
import {
  chooseNameProperty,
  clearUpload,
  dismissUploadProblem,
  uploadBoundaryFile,
} from '../../commands/upload-boundary.ts';
import { formatArea, formatPeople, formatPercent } from '../../i18n/format.ts';
import type { AppState } from '../../state/app-state.ts';
import { isStale } from '../../state/load.ts';
import { askUploadCoverage, keyOf } from '../../state/questions.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { StaleNote } from '../../ui/notes.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Select } from '../../ui/select.tsx';
import { AnswerNotes } from '../parts/answer-notes.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** An uploaded boundary: checked, shown, and its coverage by feature. */
export function BoundaryPanel() {
  const { t } = useText();
  const upload = useApp((state) => state.work.upload);
  const load = useApp((state) => state.uploadLoad);
  return (
    <div className="screen">
      <div className="status-line">{load.busy && <Progress label={t('loading')} />}</div>
      {!upload && <p className="intro">{t('boundaryIntro')}</p>}
      <FileTrigger
        acceptedFileTypes={['.geojson', '.json', 'application/geo+json', 'application/json']}
        onSelect={(files) => {
          const file = files?.[0];
          if (file) void uploadBoundaryFile(file);
        }}
        data-testid="upload-input"
      >
        <AriaButton className={upload ? 'button' : 'file-drop'} isDisabled={load.busy}>
          <Icon name="upload" />
          {t(upload ? 'boundaryAnother' : 'boundaryChoose')}
        </AriaButton>
      </FileTrigger>
      {load.problem && (
        <ProblemView problem={load.problem} title={t('boundaryProblem')} onDismiss={dismissUploadProblem} />
      )}
      {upload && <UploadResult />}
    </div>
  );
}

function UploadResult() {
  const { language, t } = useText();
  const upload = useApp((state) => state.work.upload);
  const coverage = useApp((state) => state.work.uploadCoverage);
  const stale = useApp((state) =>
    state.work.upload
      ? isStale(state.work.uploadCoverage, keyOf(askUploadCoverage(state, state.work.upload.upload)))
      : false,
  );
  if (!upload) return null;
  return (
    <>
      <UploadHead upload={upload} />
      <div className="status-line">{coverage.busy && <Progress label={t('computing')} />}</div>
      {coverage.problem && (
        <ProblemView problem={coverage.problem} onRetry={() => void runUploadCoverage()} />
      )}
      {stale && !coverage.busy && (
        <StaleNote text={t('stale')} action={t('recompute')} onAction={() => void runUploadCoverage()} />
      )}
      {coverage.value && (
        <div className={stale ? 'result is-stale' : 'result'}>
          <UploadRows language={language} />
        </div>
      )}
    </>
  );
}

/** Name of the file, the property that names its features, and what was repaired. */
function UploadHead({ upload }: { readonly upload: NonNullable<AppState['work']['upload']> }) {
  const { t } = useText();
  const busy = useApp((state) => state.uploadLoad.busy);
  return (
    <>
      <div className="card-head">
        <div>
          <h2>{upload.name}</h2>
          <p className="hint">{t('boundaryFeatures', { count: `${upload.features}` })}</p>
        </div>
        <Button
          icon="close"
          label={t('boundaryClear')}
          kind="quiet"
          onPress={clearUpload}
          testId="clear-upload"
        />
      </div>
      {upload.textProperties.length > 0 && (
        <Select
          label={t('boundaryName')}
          testId="name-property"
          options={upload.textProperties.map((name) => ({ id: name, name }))}
          value={upload.nameProperty}
          disabled={busy}
          onChange={(name) => void chooseNameProperty(name)}
        />
      )}
      {upload.notes.length > 0 && (
        <div className="note" data-testid="upload-notes">
          <strong>{t('boundaryRepairs')}</strong>
          <ul className="notes">
            {upload.notes.map((note) => (
              <li key={note.code + note.text}>{note.text}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function UploadRows({ language }: { readonly language: Language }) {
  const { t } = useText();
  const minutes = useApp((state) => state.settings.cutoffMinutes);
  const answer = useApp((state) => state.work.uploadCoverage.value);
  const upload = useApp((state) => state.work.upload);
  if (!answer || !upload) return null;
  const column = answer.cutoffs.findIndex((row) => row.cutoffMinutes === minutes);
  return (
    <section>
      <h3>{t('boundaryRows')}</h3>
      <p className="hint">{t('coveredHead', { minutes: `${minutes}` })}</p>
      <table className="zones" data-testid="upload-rows">
        <thead>
          <tr>
            <th scope="col">{t('zone')}</th>
            <th scope="col">{t('zonePeople')}</th>
            <th scope="col">{t('zoneCovered')}</th>
            <th scope="col">{t('zoneUncovered')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.zones.map((zone) => {
            const cutoff = zone.cutoffs[column];
            const outside = zone.outsideKm2 > 0.005;
            return (
              <tr key={zone.index} data-testid="upload-row">
                <th scope="row">
                  <button
                    type="button"
                    onClick={() => flyToGeometry(upload.geojson.features[zone.index]?.geometry)}
                  >
                    {nameOf(zone, language) || `${zone.index + 1}`}
                  </button>
                  <small>
                    {t(zone.basis === 'cell-centre' ? 'basisCell' : 'basisArea')}
                    {outside && ` · ${t('outsideKm2', { area: formatArea(zone.outsideKm2, language) })}`}
                  </small>
                </th>
                <td>{formatPeople(zone.total, language)}</td>
                <td>
                  {zone.total > 0 ? formatPercent(cutoff?.percent ?? 0, language) : '—'}
                  <Meter share={zone.total > 0 ? (cutoff?.percent ?? 0) / 100 : 0} colour={COVERED_COLOUR} />
                </td>
                <td>{formatPeople(zone.total - (cutoff?.covered ?? 0), language)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="hint">{t('basisHint')}</p>
      <AnswerNotes notes={answer.notes} />
    </section>
  );
}
