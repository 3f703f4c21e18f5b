import { marksOf, nameOf } from '../../../server/contract/languages.ts';
import { Button as AriaButton, FileTrigger } from 'react-aria-components';
import { LAYER_NAMES } from '../../../server/contract/text/words.ts';
import { changeChoices, closeImport, sendImport, startImportJob } from '../../commands/import-files.ts';
import { readChosenFiles } from '../../commands/read-dropped-files.ts';
import { canStart } from '../../state/intake-state.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Progress } from '../../ui/progress.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ImportChoicesForm } from './import-choices.tsx';
import { ImportFiles } from './import-file-list.tsx';
import { ProblemView } from '../parts/problem-view.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** From files to a region: the layer of each file, its faults, and the choices of the import. */
export function ImportDialog() {
  const { language, t } = useText();
  const open = useApp((state) => state.intake.open);
  const files = useApp((state) => state.intake.files);
  const sent = useApp((state) => state.intake.sent);
  const start = useApp((state) => state.intake.start);
  const name = useApp((state) => state.intake.choices.name);
  const replaces = useApp((state) => state.intake.replaces);
  const ready = useApp((state) => canStart(state.intake));
  const answer = files.value;
  return (
    <Dialog
      title={replaces ? t('importReplaceTitle', { name: nameOf(replaces, language) }) : t('importTitle')}
      open={open}
      closeLabel={t('importCancel')}
      testId="import-dialog"
      onClose={closeImport}
      foot={
        <>
          <Button onPress={closeImport}>{t('importCancel')}</Button>
          <Button
            kind="primary"
            disabled={!ready}
            onPress={() => void startImportJob()}
            testId="import-start"
          >
            {t(replaces ? 'importReplaceStart' : 'importStart')}
          </Button>
        </>
      }
    >
      {!answer && <p className="intro">{t(replaces ? 'importReplaceIntro' : 'importIntro')}</p>}
      <Choosers more={answer !== null} busy={files.busy} />
      {files.busy && <Sending sent={sent} />}
      {files.problem && <ProblemView problem={files.problem} title={t('importProblem')} />}
      {answer && (
        <>
          <ImportFiles />
          <MissingLayers missing={answer.missing} />
          <ImportChoicesForm />
          {!replaces && (
            <TextField
              label={t('importName')}
              value={name}
              testId="import-name"
              onChange={(value) => changeChoices({ name: value })}
            />
          )}
        </>
      )}
      {start.problem && <ProblemView problem={start.problem} title={t('importProblem')} />}
    </Dialog>
  );
}

/** The share of the files that is sent; from then on the service looks at them. */
function Sending({ sent }: { readonly sent: number | null }) {
  const { t } = useText();
  const lookingAt = sent !== null && sent >= 1;
  return (
    <div className="note">
      <span>{t(lookingAt || sent === null ? 'importLooking' : 'importSending')}</span>
      <Progress
        label={t('importSending')}
        percent={sent === null || lookingAt ? null : Math.round(sent * 100)}
      />
    </div>
  );
}

/** Layers that no file holds: without people the region has travel times only. */
function MissingLayers({ missing }: { readonly missing: readonly string[] }) {
  const { language, t } = useText();
  if (missing.length === 0) return null;
  return missing.includes('population') ? (
    <p className="note stale" data-testid="import-no-people">
      {t('importNoPeople')}
    </p>
  ) : (
    missing.length > 0 && (
      <p className="hint" data-testid="import-missing">
        {t('importMissing', {
          layers: missing
            .map((layer) => LAYER_NAMES[layer]?.[language] ?? layer)
            .join(marksOf(language).list),
        })}
      </p>
    )
  );
}

/** Buttons that choose files or a folder; dropped files are added too. */
function Choosers({ more, busy }: { readonly more: boolean; readonly busy: boolean }) {
  const { t } = useText();
  const take = (files: FileList | null) => {
    if (files) void sendImport(readChosenFiles(files));
  };
  return (
    <div className={more ? 'choosers' : 'choosers large'}>
      <FileTrigger allowsMultiple onSelect={take} data-testid="import-input">
        <AriaButton className="button" isDisabled={busy}>
          <Icon name="upload" />
          {t(more ? 'importMore' : 'importFiles')}
        </AriaButton>
      </FileTrigger>
      <FileTrigger acceptDirectory onSelect={take} data-testid="import-folder-input">
        <AriaButton className="button" isDisabled={busy}>
          {t('importFolder')}
        </AriaButton>
      </FileTrigger>
    </div>
  );
}
