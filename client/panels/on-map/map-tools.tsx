import { askMapCentre } from '../../commands/ask-map-centre.ts';
import { flyToRegion, zoomBy } from '../../commands/fly-to.ts';
import { Button } from '../../ui/button.tsx';
import { useText } from '../parts/use-app.ts';

export function MapTools() {
  const { t } = useText();
  return (
    <div className="map-tools">
      <Button icon="plus" label={t('zoomIn')} onPress={() => zoomBy(1)} testId="zoom-in" />
      <Button icon="minus" label={t('zoomOut')} onPress={() => zoomBy(-1)} testId="zoom-out" />
      <Button icon="extent" label={t('zoomRegion')} onPress={flyToRegion} testId="zoom-region" />
      <Button
        icon="centre"
        label={t('pointUseCentre')}
        onPress={() => void askMapCentre()}
        testId="ask-centre"
      />
    </div>
  );
}
