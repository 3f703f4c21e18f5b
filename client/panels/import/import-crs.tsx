import { useState } from 'react';
import type { ImportFile } from '../../../server/contract/imports.ts';
import { setFileCrs } from '../../commands/import-files.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** The CRS of a file that names none that can be read: a code or WKT, then a new inspection. */
export function CrsField({ file }: { readonly file: ImportFile }) {
  const { t } = useText();
  const given = useApp((state) => state.intake.choices.crsByFile[file.path]) ?? '';
  const busy = useApp((state) => state.intake.files.busy);
  const [text, setText] = useState(given);
  const asked = text.trim();
  const take = () => {
    if (!busy && asked !== given) void setFileCrs(file.path, asked);
  };
  return (
    <form
      className="crs-field"
      data-testid="import-crs"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <TextField
        label={t('importCrs', { name: file.name })}
        hideLabel
        placeholder={t('importCrsPlaceholder')}
        most={4000}
        value={text}
        testId="import-crs-text"
        onChange={setText}
      />
      <Button disabled={busy || asked === given} onPress={take} testId="import-crs-take">
        {t('importCrsTake')}
      </Button>
    </form>
  );
}
