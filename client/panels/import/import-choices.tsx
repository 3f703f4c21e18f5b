import { changeChoices } from '../../commands/import-files.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { isOutline, listUsedFiles } from '../../state/intake-state.ts';
import { Check } from '../../ui/check.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Select } from '../../ui/select.tsx';
import { PeopleMeaning, RoadMeaning } from './import-meanings.tsx';
import { TierMeaning, ZoneNames } from './import-word-choices.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const FIELDS = [
  ['name', 'fieldName'],
  ['lon', 'fieldLon'],
  ['lat', 'fieldLat'],
  ['tier', 'fieldTier'],
  ['type', 'fieldType'],
  ['beds', 'fieldBeds'],
  ['doctors', 'fieldDoctors'],
  ['nurses', 'fieldNurses'],
  ['capacity', 'fieldCapacity'],
] as const satisfies readonly (readonly [string, TextId])[];
const HALOS = ['reach', '0', '5', '10', '20', '50'] as const;
const NONE = ' none';

/** What the planner can decide before the region is made. */
export function ImportChoicesForm() {
  return (
    <>
      <PeopleMeaning />
      <Columns />
      <TierMeaning />
      <RoadMeaning />
      <ZoneNames />
      <Boundary />
    </>
  );
}

/** Meaning of the columns of a facility table. */
function Columns() {
  const { t } = useText();
  const intake = useApp((state) => state.intake);
  const facilities = listUsedFiles(intake).filter((file) => file.layer === 'facilities');
  const [file] = facilities;
  if (!file || file.columns.length === 0) return null;
  const { columns } = intake.choices;
  const options = [
    { id: NONE, name: t('importColumnNone') },
    ...file.columns.map((column) => ({ id: column, name: column })),
  ];
  return (
    <details className="more" open={facilities.length === 1} data-testid="import-columns">
      <summary>{t('importColumns')}</summary>
      <p className="hint">
        {facilities.length > 1
          ? t('importTwoFacilities', { count: `${facilities.length}` })
          : t('importColumnsHint')}
      </p>
      {facilities.length === 1 && (
        <div className="import-columns">
          {FIELDS.map(([field, label]) => {
            const guessed =
              file.suggested[field] ??
              (field === 'name' ? (file.suggested['nameZh'] ?? file.suggested['nameEn']) : undefined);
            const heading = columns[field] ?? guessed ?? NONE;
            const value = file.sample[0]?.[file.columns.indexOf(heading)];
            return (
              <div key={field}>
                <Select
                  label={t(label)}
                  testId={`import-column-${field}`}
                  options={options.filter((option) => option.id !== NONE || guessed === undefined)}
                  value={heading}
                  onChange={(chosen) => {
                    const { [field]: _old, ...rest } = columns;
                    changeChoices({ columns: chosen === NONE ? rest : { ...rest, [field]: chosen } });
                  }}
                />
                <small>{value ?? ''}</small>
              </div>
            );
          })}
        </div>
      )}
    </details>
  );
}

/** Which file is the boundary, and whether the region is clipped to it. */
function Boundary() {
  const { t } = useText();
  const intake = useApp((state) => state.intake);
  const outlines = [
    ...new Set(
      listUsedFiles(intake)
        .filter(isOutline)
        .map((file) => file.path),
    ),
  ];
  if (outlines.length === 0) return null;
  const { boundary, clip, haloKm } = intake.choices;
  const chosen = boundary !== null && outlines.includes(boundary) ? boundary : NONE;
  return (
    <section className="import-boundary">
      <Select
        label={t('importBoundary')}
        testId="import-boundary"
        options={[
          { id: NONE, name: t('importBoundaryNone') },
          ...outlines.map((path) => ({ id: path, name: path })),
        ]}
        value={chosen}
        onChange={(path) =>
          changeChoices(path === NONE ? { boundary: null, clip: false } : { boundary: path })
        }
      />
      {chosen !== NONE && (
        <>
          <Check checked={clip} testId="import-clip" onChange={(on) => changeChoices({ clip: on })}>
            {t('importClip')}
          </Check>
          {clip ? (
            <div className="field">
              <span className="group-label">{t('importHalo')}</span>
              <Segments
                label={t('importHalo')}
                testId="import-halo"
                options={HALOS.map((km) => ({
                  id: km,
                  name: km === 'reach' ? t('importHaloReach') : t('importHaloKm', { km }),
                }))}
                value={HALOS.find((km) => km === `${haloKm}`) ?? 'reach'}
                onChange={(km) => changeChoices({ haloKm: km === 'reach' ? null : Number(km) })}
              />
            </div>
          ) : (
            <p className="hint">{t('importClipHint')}</p>
          )}
        </>
      )}
    </section>
  );
}
