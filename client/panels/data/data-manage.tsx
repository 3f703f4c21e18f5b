import { nameOf, recordOf } from '../../../server/contract/languages.ts';
import { useState } from 'react';
import { openReplacement } from '../../commands/import-files.ts';
import {
  exportRegionInUse,
  removeRegionInUse,
  renameRegionInUse,
  restoreRegionInUse,
} from '../../commands/manage-region.ts';
import { formatCount } from '../../i18n/format.ts';
import { getRegionInUse } from '../../state/questions.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** Rename, renew, export and delete the region in use; bring an earlier version back. */
export function DataManage() {
  const { language, t } = useText();
  const region = useApp(getRegionInUse);
  const manage = useApp((state) => state.intake.manage);
  const [sure, setSure] = useState(false);
  if (!region) return null;
  const now = nameOf(region, language);
  return (
    <section className="manage">
      <h3>{t('dataManage')}</h3>
      {manage.problem && <ProblemView problem={manage.problem} />}
      <Rename now={now} />
      <div className="row">
        <Button small testId="region-replace" onPress={openReplacement}>
          {t('dataReplace')}
        </Button>
        <Button small testId="region-export" onPress={exportRegionInUse}>
          {t('dataExport')}
        </Button>
        <Button small disabled={manage.busy || sure} testId="region-remove" onPress={() => setSure(true)}>
          {t('dataRemove')}
        </Button>
      </div>
      {sure && <ConfirmRemoval name={now} onDone={() => setSure(false)} />}
      <Versions />
    </section>
  );
}

function Rename({ now }: { readonly now: string }) {
  const { t } = useText();
  const busy = useApp((state) => state.intake.manage.busy);
  const [name, setName] = useState<string | null>(null);
  return (
      <div className="rename">
        <TextField
          label={t('importName')}
          value={name ?? now}
          testId="rename-input"
          onChange={(value) => setName(value)}
        />
        <Button
          small
          disabled={name === null || name.trim() === '' || name.trim() === now || busy}
          testId="rename-save"
          onPress={() => {
            void renameRegionInUse((name ?? now).trim()).then(() => setName(null));
          }}
        >
          {t('dataRename')}
        </Button>
      </div>
  );
}

/** Asks for confirmation before a region is deleted. */
function ConfirmRemoval({ name, onDone }: { readonly name: string; readonly onDone: () => void }) {
  const { t } = useText();
  return (
        <div className="note problem" role="alert">
          <span>{t('dataRemoveSure', { name })}</span>
          <div className="row">
            <Button
              small
              testId="region-remove-yes"
              onPress={() => {
                onDone();
                void removeRegionInUse();
              }}
            >
              {t('dataRemoveYes')}
            </Button>
            <Button small kind="quiet" onPress={onDone}>
              {t('importCancel')}
            </Button>
          </div>
        </div>
  );
}

function Versions() {
  const { language, t } = useText();
  const versions = useApp((state) => state.intake.versions);
  if (versions.length === 0) return null;
  const time = new Intl.DateTimeFormat(recordOf(language).locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const difference = (value: number): string =>
    `${value > 0 ? '+' : value < 0 ? '−' : '±'}${formatCount(Math.abs(value), language)}`;
  return (
    <>
      <h3>{t('dataVersions')}</h3>
      <ul className="versions">
        {versions.map((version) => (
          <li key={version.hash + version.replaced} data-testid="version-row">
            <div>
              <b>{time.format(new Date(version.replaced))}</b>
              <small>
                {t('dataVersionChange', {
                  people: difference(version.peopleDifference),
                  facilities: difference(version.facilitiesDifference),
                  roads: difference(version.roadKmDifference),
                })}
              </small>
              {version.filesChanged.length > 0 && (
                <small>{t('dataVersionFiles', { files: version.filesChanged.join(', ') })}</small>
              )}
            </div>
            <Button small testId="version-restore" onPress={() => void restoreRegionInUse(version.hash)}>
              {t('dataRestore')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
