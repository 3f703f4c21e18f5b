import {
  DEFAULT_BOARDING_SECONDS,
  DEFAULT_ROAD_KMH,
  DEFAULT_WALK_LAND_KMH,
  DEFAULT_WALK_ROAD_KMH,
  SUGGESTED_WALK_FACTORS,
} from '../../../server/contract/default-speeds.ts';
import { LAND_NAMES, ROAD_NAMES } from '../../../server/contract/text/words.ts';
import type { LandClass, RoadClass, SlopeChoice } from '../../../server/contract/vocabulary.ts';
import { changeDetails, resetDetails } from '../../commands/calibrate.ts';
import { formatDecimal } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { getRegionInUse } from '../../state/questions.ts';
import { DEFAULT_DETAILS } from '../../state/travel-details.ts';
import { Button } from '../../ui/button.tsx';
import { NumberBox } from '../../ui/number-box.tsx';
import { Select } from '../../ui/select.tsx';
import { CalibrationSection } from './calibration-section.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const SLOPES: readonly { readonly id: SlopeChoice; readonly text: TextId }[] = [
  { id: 'tobler', text: 'slopeTobler' },
  { id: 'irmischer-clarke', text: 'slopeIrmischer' },
  { id: 'naismith-langmuir', text: 'slopeNaismith' },
  { id: 'none', text: 'slopeNone' },
];
const OLDER = SUGGESTED_WALK_FACTORS['65+'];

/**
 * For experts: effect of slope, walking speed, speeds by class, and timed trips for calibration.
 */
export function TravelDetailsSection() {
  const { t } = useText();
  const { details, model } = useApp((state) => state.settings);
  if (model === 'straight-line') return null;
  const changed = Object.values(details).some((value) => value !== null);
  const factor = details.walkFactor ?? 1;
  return (
    <details className="more travel-details" data-testid="travel-details">
      <summary>
        {t('travelDetails')}
        {changed && <em data-testid="travel-changed"> {t('travelChanged')}</em>}
      </summary>
      <p className="hint">{t('travelDetailsHint')}</p>
      <DetailChoices />
      {factor === OLDER && <p className="hint">{t('walkFactorSource')}</p>}
      <OwnSpeedList />
      {changed && (
        <Button small kind="quiet" testId="travel-reset" onPress={resetDetails}>
          {t('travelReset')}
        </Button>
      )}
      <CalibrationSection />
    </details>
  );
}

/** Slope, walking speed, neighbours of a cell, seconds to board. */
function DetailChoices() {
  const { t } = useText();
  const { details, mode } = useApp((state) => state.settings);
  const hasHeights = useApp((state) => getRegionInUse(state)?.hasElevation ?? true);
  const factor = details.walkFactor ?? 1;
  return (
    <div className="more-grid">
      {hasHeights && (
        <Select
          label={t('slopeLabel')}
          testId="slope"
          options={SLOPES.map(({ id, text }) => ({ id, name: t(text) }))}
          value={details.slope ?? 'tobler'}
          onChange={(slope) => changeDetails({ slope: slope === 'tobler' ? null : slope })}
        />
      )}
      <Select
        label={t('walkFactorLabel')}
        testId="walk-factor"
        options={[
          { id: '1', name: t('walkFactorAll') },
          { id: `${OLDER}`, name: t('walkFactorOlder', { factor: `${OLDER}` }) },
          ...(factor !== 1 && factor !== OLDER ? [{ id: `${factor}`, name: `× ${factor}` }] : []),
        ]}
        value={`${factor}`}
        onChange={(value) => changeDetails({ walkFactor: value === '1' ? null : Number(value) })}
      />
      <Select
        label={t('neighboursLabel')}
        testId="neighbours"
        options={[
          { id: '16', name: t('neighbours16') },
          { id: '8', name: t('neighbours8') },
        ]}
        value={`${details.neighbours ?? 16}`}
        onChange={(value) => changeDetails({ neighbours: value === '8' ? 8 : null })}
      />
      {mode !== 'walk' && (
        <NumberBox
          label={t('boardingLabel')}
          testId="boarding"
          least={0}
          most={7200}
          step={10}
          value={details.boardingSeconds ?? DEFAULT_BOARDING_SECONDS[mode]}
          onChange={(seconds) =>
            changeDetails({ boardingSeconds: seconds === DEFAULT_BOARDING_SECONDS[mode] ? null : seconds })
          }
        />
      )}
    </div>
  );
}

/** Speeds applied from timed trips or a link: always shown. */
function OwnSpeedList() {
  const { language, t } = useText();
  const mode = useApp((state) => state.settings.mode);
  const speeds = useApp((state) => state.settings.details.speeds);
  if (speeds === null) return null;
  if (speeds.mode !== mode) return <p className="hint">{t('speedsOtherMode')}</p>;
  const roadDefaults = mode === 'walk' ? DEFAULT_WALK_ROAD_KMH : DEFAULT_ROAD_KMH[mode];
  const rows = [
    ...(Object.entries(speeds.land) as [LandClass, number][]).map(([name, kmh]) => ({
      name: LAND_NAMES[name][language],
      kmh,
      before: DEFAULT_WALK_LAND_KMH[name],
    })),
    ...(Object.entries(speeds.road) as [RoadClass, number][]).map(([name, kmh]) => ({
      name: ROAD_NAMES[name][language],
      kmh,
      before: roadDefaults[name],
    })),
  ];
  return (
    <div className="own-speeds" data-testid="own-speeds">
      <p className="hint">{t('speedsOwn')}</p>
      <ul className="notes">
        {rows.map(({ name, kmh, before }) => (
          <li key={name}>
            {t('speedsRow', {
              name,
              kmh: formatDecimal(kmh, 1, language),
              before: formatDecimal(before, 1, language),
            })}
          </li>
        ))}
      </ul>
      <Button
        small
        kind="quiet"
        testId="speeds-reset"
        onPress={() => changeDetails({ speeds: DEFAULT_DETAILS.speeds })}
      >
        {t('speedsReset')}
      </Button>
    </div>
  );
}
