import { TIER_NAMES } from '../../../server/contract/text/words.ts';
import { TIERS } from '../../../server/contract/vocabulary.ts';
import { changeChoices } from '../../commands/import-files.ts';
import { formatCount } from '../../i18n/format.ts';
import { listTierWords, listZoneFiles } from '../../state/import-words.ts';
import { Select } from '../../ui/select.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const NONE = ' none';

/** Meaning of the words for tier and type in the facility files. */
export function TierMeaning() {
  const { language, t } = useText();
  const intake = useApp((state) => state.intake);
  const words = listTierWords(intake);
  const { tierWords } = intake.choices;
  if (words.length === 0) return null;
  const unknown = words.filter(({ word, tier }) => tier === null && !tierWords[word]);
  const tiers = TIERS.map((tier) => ({ id: tier as string, name: TIER_NAMES[tier][language] }));
  return (
    <details className="more" open={words.some(({ tier }) => tier === null)} data-testid="import-tiers">
      <summary>
        {t('importTiers')} <span className="count">{words.length}</span>
      </summary>
      {unknown.length > 0 && (
        <p className="note stale">{t('importTiersUnknown', { count: `${unknown.length}` })}</p>
      )}
      <p className="hint">{t('importTiersHint')}</p>
      <div className="road-words tier-words" role="table" aria-label={t('importTiers')}>
        <div role="row" className="head">
          <span role="columnheader">{t('importTierWord')}</span>
          <span role="columnheader">{t('importTier')}</span>
        </div>
        {words.map(({ word, count, tier }) => (
          <div role="row" key={word} data-testid="tier-word" data-word={word}>
            <span role="cell">
              <b title={word}>{word}</b>
              <small>{t('importFactsRows', { count: formatCount(count, language) })}</small>
            </span>
            <span role="cell">
              <Select
                label={t('importTierOf', { word })}
                hideLabel
                testId="tier-of-word"
                options={tier === null ? [{ id: NONE, name: t('importTierByName') }, ...tiers] : tiers}
                value={tierWords[word] ?? tier ?? NONE}
                onChange={(chosen) => {
                  const { [word]: _old, ...rest } = tierWords;
                  changeChoices({
                    tierWords: chosen === NONE || chosen === tier ? rest : { ...rest, [word]: chosen },
                  });
                }}
              />
            </span>
          </div>
        ))}
      </div>
    </details>
  );
}

/** Which property names the zones of each file. */
export function ZoneNames() {
  const { t } = useText();
  const intake = useApp((state) => state.intake);
  const files = listZoneFiles(intake);
  const { zoneNames } = intake.choices;
  if (files.length === 0) return null;
  return (
    <details className="more" data-testid="import-zone-names">
      <summary>{t('importZoneNames')}</summary>
      <p className="hint">{t('importZoneNamesHint')}</p>
      <div className="import-columns">
        {files.map((file) => (
          <div key={file.path}>
            <Select
              label={file.path}
              testId="import-zone-name"
              options={file.nameColumns.map((column) => ({ id: column, name: column }))}
              value={zoneNames[file.path] ?? file.suggested['name'] ?? null}
              onChange={(column) => {
                const { [file.path]: _old, ...rest } = zoneNames;
                changeChoices({
                  zoneNames: column === file.suggested['name'] ? rest : { ...rest, [file.path]: column },
                });
              }}
            />
          </div>
        ))}
      </div>
    </details>
  );
}
