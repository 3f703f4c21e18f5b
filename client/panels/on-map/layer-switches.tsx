import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { toggleLayer } from '../../commands/change-settings.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { LAYERS, type LayerId } from '../../state/app-state.ts';
import { kindOfTheme } from '../../state/map-theme.ts';
import { Check } from '../../ui/check.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const NAMES: Record<LayerId, TextId> = {
  time: 'layerTime',
  uncovered: 'layerUncovered',
  population: 'layerPopulation',
  facilities: 'layerFacilities',
  roads: 'layerRoads',
  zones: 'layerZones',
  places: 'layerPlaces',
  relief: 'layerRelief',
};

/** Layers that are drawn: a list on wide screens, a button that opens it on narrow ones. */
export function LayerSwitches() {
  const { t } = useText();
  return (
    <>
      <div className="layers wide" role="group" aria-label={t('layers')}>
        <p className="group-label">{t('layers')}</p>
        <List />
      </div>
      <div className="layers-narrow">
        <DialogTrigger>
          <AriaButton className="button" data-testid="layers-button">
            <Icon name="layers" />
            {t('layers')}
          </AriaButton>
          <Popover className="popover" placement="bottom end">
            <Dialog className="layers" aria-label={t('layers')}>
              <List />
            </Dialog>
          </Popover>
        </DialogTrigger>
      </div>
    </>
  );
}

function List() {
  const { t } = useText();
  const layers = useApp((state) => state.layers);
  const theme = useApp(kindOfTheme);
  const themeName: TextId =
    theme === 'chance' ? 'layerChance' : theme === 'score' ? 'layerScore' : NAMES.time;
  return LAYERS.filter((layer) => theme === 'time' || layer !== 'uncovered').map((layer) => (
    <Check
      key={layer}
      checked={layers[layer]}
      testId={`layer-${layer}`}
      onChange={(shown) => toggleLayer(layer, shown)}
    >
      {t(layer === 'time' ? themeName : NAMES[layer])}
    </Check>
  ));
}
