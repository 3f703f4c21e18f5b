import { nameOf, recordOf } from '../../../server/contract/languages.ts';
import { LANGUAGES } from '../../../server/contract/vocabulary.ts';
import { useState } from 'react';
import { chooseRegion } from '../../commands/choose-region.ts';
import { changeLanguage } from '../../commands/change-language.ts';
import { copyLink } from '../../commands/copy-link.ts';
import { openImport } from '../../commands/import-files.ts';
import { redo, undo } from '../../commands/undo-redo.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Select } from '../../ui/select.tsx';
import { ReportMenu } from './report-menu.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const LANGUAGE_OPTIONS = LANGUAGES.map((id) => {
  const { ownName, tag } = recordOf(id);
  return { id, name: ownName, lang: tag };
});

export function Header() {
  const { language, t } = useText();
  const regions = useApp((state) => state.regions.value);
  const regionId = useApp((state) => state.regionId);
  const canUndo = useApp((state) => state.past.length > 0);
  const canRedo = useApp((state) => state.future.length > 0);
  const region = regions?.find((entry) => entry.id === regionId);
  return (
    <header className="header">
      <div className="brand">
        <Mark />
        <h1>
          {t('appName')}
          <small>{t('appTagline')}</small>
        </h1>
      </div>
      <div className="region">
        <Select
          label={t('region')}
          hideLabel
          testId="region-picker"
          options={(regions ?? []).map((entry) => ({ id: entry.id, name: nameOf(entry, language) }))}
          value={regionId}
          disabled={(regions?.length ?? 0) === 0}
          onChange={(id) => void chooseRegion(id)}
        />
        <Button icon="upload" kind="quiet" testId="import-button" onPress={openImport}>
          {t('importOpen')}
        </Button>
        {region?.synthetic && (
          <span className="synthetic" title={t('syntheticHint')} data-testid="synthetic">
            {t('synthetic')}
          </span>
        )}
      </div>
      <div className="actions">
        <Button icon="undo" label={t('undo')} kind="quiet" disabled={!canUndo} testId="undo" onPress={undo} />
        <Button icon="redo" label={t('redo')} kind="quiet" disabled={!canRedo} testId="redo" onPress={redo} />
        <ShareButton />
        <Segments
          label={t('language')}
          testId="language-switch"
          options={LANGUAGE_OPTIONS}
          value={language}
          onChange={(next) => void changeLanguage(next)}
        />
        <ReportMenu />
      </div>
    </header>
  );
}

function ShareButton() {
  const { t } = useText();
  const [said, setSaid] = useState<TextId | null>(null);
  return (
    <span className="share">
      <Button
        icon="link"
        label={t('share')}
        kind="quiet"
        testId="share-link"
        onPress={() => {
          void copyLink().then((done) => {
            setSaid(done ? 'shareDone' : 'shareFailed');
            setTimeout(() => setSaid(null), 3000);
          });
        }}
      />
      <span className="said" role="status">
        {said && t(said)}
      </span>
    </span>
  );
}

function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" fill="none" strokeLinecap="round">
      <path d="M4 24c4-11 7-15 12-15s8 4 12 15" stroke="#7fd0c5" strokeWidth="2.6" />
      <path d="M10 27c2-6 3.600-8.600 6-8.600s4 2.600 6 8.600" stroke="#c9efe8" strokeWidth="2.6" />
      <path d="M16 2v9M11.500 6.500h9" stroke="#fff" strokeWidth="3" />
    </svg>
  );
}
