import type { Language } from '../../../server/contract/vocabulary.ts';
import type { ImportFile } from '../../../server/contract/imports.ts';
import { LAYER_CHOICES } from '../../../server/contract/import-choices.ts';
import { LAYER_NAMES } from '../../../server/contract/text/words.ts';
import { setFileLayer, tickFile } from '../../commands/import-files.ts';
import { formatBytes, formatCount } from '../../i18n/format.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { Check } from '../../ui/check.tsx';
import { Select } from '../../ui/select.tsx';
import { asksCrs } from '../../state/import-words.ts';
import { CrsField } from './import-crs.tsx';
import { useApp, useText } from '../parts/use-app.ts';

/** Layers decided by the format of the file alone. */
const OWN_LAYERS: Readonly<Record<string, TextId>> = {
  pack: 'layerPack',
  osm: 'layerOsm',
  legend: 'layerLegend',
  'travel-scenario': 'layerScenario',
};

/** Every file: whether it is used, its layer, and the reason where it is not used. */
export function ImportFiles() {
  const { t } = useText();
  const files = useApp((state) => state.intake.files.value?.files);
  const excluded = useApp((state) => state.intake.choices.excluded);
  if (!files) return null;
  return (
    <section>
      <h3>
        {t('importFilesHead')} <span className="count">{files.length}</span>
      </h3>
      <ul className="import-files">
        {files.map((file, index) => (
          <FileRow
            key={`${file.path} ${file.name}`}
            file={file}
            used={!excluded.includes(file.path)}
            first={files.findIndex((other) => other.path === file.path) === index}
            single={files.filter((other) => other.path === file.path).length === 1}
          />
        ))}
      </ul>
    </section>
  );
}

/** Confidence from which the reasons of a guess are not shown. */
const CERTAIN_FROM = 0.9;

interface RowProps {
  readonly file: ImportFile;
  readonly used: boolean;
  /** The check box of a file stands at its first layer and is valid for all. */
  readonly first: boolean;
  readonly single: boolean;
}

function FileRow({ file, used, first, single }: RowProps) {
  const { language, t } = useText();
  const nameLayer = (layer: string) => LAYER_NAMES[layer]?.[language] ?? layer;
  const crsGiven = useApp((state) => state.intake.choices.crsByFile);
  const likely = new Map(file.guesses.map((guess) => [guess.layer, Math.round(guess.confidence * 100)]));
  const isAsked = file.layer === null && likely.size > 0;
  const [likeliest] = file.guesses;
  // The reasons of a guess are shown where another layer is possible.
  const uncertain = likeliest && likeliest.confidence < CERTAIN_FROM ? likeliest : null;
  return (
    <li
      data-testid="import-file"
      data-path={file.path}
      data-layer={file.layer ?? ''}
      className={used ? '' : 'left-out'}
    >
      {first ? (
        <Check checked={used} testId="import-use" onChange={(on) => tickFile(file.path, on)}>
          <span className="visually-hidden">{t('importUse', { name: file.name })}</span>
        </Check>
      ) : (
        <span />
      )}
      <div className="what">
        <b>{file.name}</b>
        <small>{describe(file, language, t)}</small>
        {file.text && <small className="bad">{file.text}</small>}
        {uncertain && (
          <small data-testid="import-why">
            {isAsked
              ? `${nameLayer(uncertain.layer)} ${likely.get(uncertain.layer)} %: ${uncertain.why.join(' ')}`
              : uncertain.why.join(' ')}
          </small>
        )}
        {used && first && asksCrs(file, crsGiven) && <CrsField file={file} />}
      </div>
      <LayerChoice file={file} used={used} single={single} />
    </li>
  );
}

/** The layer of the file, to be chosen where its format allows several. */
function LayerChoice({ file, used, single }: Omit<RowProps, 'first'>) {
  const { language, t } = useText();
  const own = file.layer === null ? undefined : OWN_LAYERS[file.layer];
  const nameLayer = (layer: string) => LAYER_NAMES[layer]?.[language] ?? layer;
  const canSay =
    single &&
    own === undefined &&
    file.layer !== 'metadata' &&
    /GeoTIFF|ASCII grid|GeoJSON|CSV|XLSX|ODS|GeoPackage|Shapefile|FlatGeobuf|ZIP|KML|GPX|TopoJSON/.test(
      file.format,
    );
  const likely = new Map(file.guesses.map((guess) => [guess.layer, Math.round(guess.confidence * 100)]));
  const isAsked = file.layer === null && likely.size > 0;
  return canSay ? (
    <Select
      label={t('importLayer', { name: file.name })}
      hideLabel
      testId="import-layer"
      options={[
        ...(file.layer === null ? [{ id: '', name: t('importLayerUnknown') }] : []),
        ...orderLayers(isAsked ? likely : new Map()).map((layer) => ({
          id: layer as string,
          name:
            isAsked && likely.has(layer) ? `${nameLayer(layer)} · ${likely.get(layer)} %` : nameLayer(layer),
        })),
      ]}
      value={file.layer ?? ''}
      disabled={!used}
      onChange={(layer) => layer !== '' && void setFileLayer(file.path, layer)}
    />
  ) : (
    <span className="layer">
      {file.layer === null ? t('importNotUsed') : own ? t(own) : nameLayer(file.layer)}
    </span>
  );
}

/** Layers to choose from, guessed ones first, by decreasing confidence. */
function orderLayers(likely: ReadonlyMap<string, number>): (typeof LAYER_CHOICES)[number][] {
  return LAYER_CHOICES.toSorted((a, b) => (likely.get(b) ?? -1) - (likely.get(a) ?? -1));
}

function describe(
  file: ImportFile,
  language: Language,
  t: (id: TextId, parameters?: Record<string, string>) => string,
): string {
  const { features, rows, columns, rowsWithCoordinates } = file.facts;
  const count = (value: number) => formatCount(value, language);
  const parts = [file.format, formatBytes(file.bytes, language)];
  if (features !== undefined) parts.push(t('importFactsFeatures', { count: count(features) }));
  if (columns !== undefined && rows !== undefined)
    parts.push(t('importFactsRaster', { columns: count(columns), rows: count(rows) }));
  else if (rows !== undefined) parts.push(t('importFactsRows', { count: count(rows) }));
  if (rowsWithCoordinates !== undefined && rowsWithCoordinates !== rows)
    parts.push(t('importFactsPlaced', { count: count(rowsWithCoordinates) }));
  if (file.crs && file.crs !== 'EPSG:4326') parts.push(file.crs.slice(0, 30));
  return parts.join(' · ');
}
