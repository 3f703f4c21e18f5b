import { POPULATION_UNITS } from '../../../server/contract/import-choices.ts';
import { ROAD_NAMES } from '../../../server/contract/text/words.ts';
import { ROAD_CLASSES } from '../../../server/contract/vocabulary.ts';
import { changeChoices } from '../../commands/import-files.ts';
import { formatCount } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { listRoadWords, listUsedFiles } from '../../state/intake-state.ts';
import { NumberBox } from '../../ui/number-box.tsx';
import { Select } from '../../ui/select.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const NONE = ' none';
const UNIT_TEXTS: Readonly<Record<(typeof POPULATION_UNITS)[number], TextId>> = {
  people: 'unitPeople',
  'per-km2': 'unitPerKm2',
  'per-hectare': 'unitPerHectare',
};

/**
 * What a population file counts: people or density, and the column of people where they are given by
 * areas.
 */
export function PeopleMeaning() {
  const { t } = useText();
  const intake = useApp((state) => state.intake);
  const people = listUsedFiles(intake).filter((file) => file.layer === 'population');
  const rasters = people.filter((file) => file.unit !== null);
  const areas = people.find((file) => file.facts['features'] !== undefined);
  const { populationUnits, populationColumn } = intake.choices;
  if (rasters.length === 0 && !areas) return null;
  const isCertain = rasters.every((file) => file.unit === 'people') && populationColumn === null;
  return (
    <details className="more" open={!isCertain || rasters.length === 0} data-testid="import-people">
      <summary>{t('importPeopleMeaning')}</summary>
      <p className="hint">{t(areas ? 'importAreasHint' : 'importUnitHint')}</p>
      <div className="import-columns">
        {rasters.map((file) => (
          <div key={file.path}>
            <Select
              label={file.name}
              testId="import-unit"
              options={POPULATION_UNITS.map((unit) => ({ id: unit, name: t(UNIT_TEXTS[unit]) }))}
              value={populationUnits[file.path] ?? file.unit ?? 'people'}
              onChange={(unit) =>
                changeChoices({ populationUnits: { ...populationUnits, [file.path]: unit } })
              }
            />
          </div>
        ))}
        {areas && (
          <div>
            <Select
              label={t('importPeopleColumn', { name: areas.name })}
              testId="import-people-column"
              options={areas.columns.map((column) => ({ id: column, name: column }))}
              value={populationColumn ?? areas.suggested['population'] ?? null}
              onChange={(column) => changeChoices({ populationColumn: column })}
            />
          </div>
        )}
      </div>
    </details>
  );
}

/**
 * Meaning of the words of a road file: the class of each, and its own speed where given.
 */
export function RoadMeaning() {
  const { t } = useText();
  const intake = useApp((state) => state.intake);
  const words = listRoadWords(intake);
  const { roadClasses } = intake.choices;
  if (words.length === 0) return null;
  const unknown = words.filter(({ word, roadClass }) => roadClass === null && !roadClasses[word]);
  return (
    <details
      className="more"
      open={words.some(({ roadClass }) => roadClass === null)}
      data-testid="import-roads"
    >
      <summary>
        {t('importRoads')} <span className="count">{words.length}</span>
      </summary>
      {unknown.length > 0 && (
        <p className="note stale">{t('importRoadsUnknown', { count: `${unknown.length}` })}</p>
      )}
      <p className="hint">{t('importRoadsHint')}</p>
      <div className="road-words" role="table" aria-label={t('importRoads')}>
        <div role="row" className="head">
          <span role="columnheader">{t('importRoadWord')}</span>
          <span role="columnheader">{t('importRoadClass')}</span>
          <span role="columnheader">{t('importRoadSpeed')}</span>
        </div>
        {words.map((word) => (
          <RoadWordRow key={word.word} road={word} />
        ))}
      </div>
    </details>
  );
}

type RoadWord = ReturnType<typeof listRoadWords>[number];

function RoadWordRow({ road: { word, count, roadClass } }: { readonly road: RoadWord }) {
  const { language, t } = useText();
  const { roadClasses, roadSpeeds } = useApp((state) => state.intake.choices);
  const classes = [
    { id: NONE, name: t('importRoadNone') },
    ...ROAD_CLASSES.map((name) => ({ id: name as string, name: ROAD_NAMES[name][language] })),
  ];
  return (
    <div role="row" data-testid="road-word" data-word={word}>
      <span role="cell">
        <b>{word}</b>
        <small>{t('importRoadCount', { count: formatCount(count, language) })}</small>
      </span>
      <span role="cell">
        <Select
          label={t('importRoadClassOf', { word })}
          hideLabel
          testId="road-class"
          options={roadClass === null ? classes : classes.slice(1)}
          value={roadClasses[word] ?? roadClass ?? NONE}
          onChange={(chosen) => {
            const { [word]: _old, ...rest } = roadClasses;
            changeChoices({
              roadClasses: chosen === NONE || chosen === roadClass ? rest : { ...rest, [word]: chosen },
            });
          }}
        />
      </span>
      <span role="cell">
        <NumberBox
          label={t('importRoadSpeedOf', { word })}
          hideLabel
          least={0}
          most={200}
          step={5}
          testId="road-speed"
          value={roadSpeeds[word] ?? 0}
          onChange={(kmh) => {
            const { [word]: _old, ...rest } = roadSpeeds;
            changeChoices({ roadSpeeds: kmh > 0 ? { ...rest, [word]: kmh } : rest });
          }}
        />
      </span>
    </div>
  );
}
