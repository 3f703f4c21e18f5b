import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { QualityAnswer } from '../../../server/contract/imports.ts';
import { correctionOf, decide, takeOffers } from '../../commands/correct-facilities.ts';
import { flyTo } from '../../commands/fly-to.ts';
import { selectFinding } from '../../commands/load-quality.ts';
import { formatCount } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { Button } from '../../ui/button.tsx';
import { PeoplePlaceOffer } from './people-place-offer.tsx';
import { useApp, useText } from '../parts/use-app.ts';

type Finding = QualityAnswer['findings'][number];
type Example = Finding['examples'][number];

const SEVERITIES: Readonly<Record<Finding['severity'], TextId>> = {
  error: 'severityError',
  warning: 'severityWarning',
  info: 'severityInfo',
};
const DATUMS = { 'gcj-02': 'GCJ-02', 'bd-09': 'BD-09' } as const;
const SHOWN = 12;

/** Every finding, the worst first; a press opens it and shows its places on the map. */
export function DataFindings() {
  const { t } = useText();
  const findings = useApp((state) => state.intake.quality.value?.findings ?? []);
  const open = useApp((state) => state.intake.finding);
  return (
    <section>
      <h3>
        {t('dataFindings')} <span className="count">{findings.length}</span>
      </h3>
      {findings.length === 0 && <p className="empty-line">{t('dataClean')}</p>}
      <ul className="findings">
        {findings.map((finding) => (
          <li
            key={finding.index}
            className={finding.severity}
            data-testid="finding-row"
            data-code={finding.code}
            data-severity={finding.severity}
          >
            <AriaButton
              className="finding-head"
              aria-expanded={open === finding.index}
              onPress={() => selectFinding(open === finding.index ? null : finding.index)}
            >
              <span className={`severity ${finding.severity}`}>{t(SEVERITIES[finding.severity])}</span>
              <span>{finding.text}</span>
            </AriaButton>
            {open === finding.index && <PeoplePlaceOffer code={finding.code} />}
            {open === finding.index && finding.examples.length > 0 && <Examples finding={finding} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Examples({ finding }: { readonly finding: Finding }) {
  const { language, t } = useText();
  const [all, setAll] = useState(false);
  const alive = useApp((state) => state.intake.quality.value?.import !== null);
  const corrections = useApp((state) => state.intake.corrections);
  const offers = finding.examples.filter((example) => correctionOf(example) !== null);
  const left = offers.filter((example) => corrections[`${example.row}`] === undefined);
  const rows = all ? finding.examples : finding.examples.slice(0, SHOWN);
  const unlisted = finding.count - finding.examples.length;
  return (
    <>
      {alive && left.length > 1 && (
        <Button small testId="take-all" onPress={() => takeOffers(offers)}>
          {t('dataTakeAll', { count: `${left.length}` })}
        </Button>
      )}
      <ul className="examples">
        {rows.map((example, index) => (
          <ExampleRow key={index} example={example} alive={alive} />
        ))}
      </ul>
      {finding.examples.length > SHOWN && (
        <Button kind="link" onPress={() => setAll(!all)}>
          {all ? t('showLess') : t('showAll', { count: `${finding.examples.length}` })}
        </Button>
      )}
      {unlisted > 0 && finding.examples.some((example) => example.row !== undefined) && (
        <p className="hint">{t('dataMoreExamples', { count: formatCount(unlisted, language) })}</p>
      )}
    </>
  );
}

function ExampleRow({ example, alive }: { readonly example: Example; readonly alive: boolean }) {
  const { language, t } = useText();
  const corrections = useApp((state) => state.intake.corrections);
  const { row, offer, lonDegrees, latDegrees } = example;
  const correction = correctionOf(example);
  const decided = row === undefined ? undefined : corrections[`${row}`];
  const label = offer ? example.label.replace(/ → .*$/, '') : example.label;
  return (
    <li data-testid="finding-example">
      {lonDegrees === undefined || latDegrees === undefined ? (
        <span className="name">{label}</span>
      ) : (
        <AriaButton className="name" onPress={() => flyTo([lonDegrees, latDegrees], 14)}>
          {label}
        </AriaButton>
      )}
      {row !== undefined && <small>{t('dataRow', { row: `${row}` })}</small>}
      {alive && row !== undefined && (
        <span className="choices">
          {decided !== undefined ? (
            <>
              <small className="done">{t('dataTaken')}</small>
              <Button small kind="quiet" onPress={() => decide(row, null)}>
                {t('dataForget')}
              </Button>
            </>
          ) : (
            <>
              {correction !== null && (
                <Button small testId="take-offer" onPress={() => decide(row, correction)}>
                  {t('dataTake')}
                </Button>
              )}
              <Button small kind="quiet" testId="leave-out" onPress={() => decide(row, 'drop')}>
                {t('dataDrop')}
              </Button>
            </>
          )}
        </span>
      )}
      {offer && (
        <small className="offer">
          {offer.correction === 'move'
            ? t('dataOfferMove', { meters: formatCount(offer.meters, language) })
            : t('dataOfferConvert', {
                datum: DATUMS[offer.correction],
                meters: formatCount(offer.meters, language),
              })}
        </small>
      )}
    </li>
  );
}
