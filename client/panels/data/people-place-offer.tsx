import { placePeople } from '../../commands/correct-facilities.ts';
import { Button } from '../../ui/button.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const OFFERS: Readonly<Record<string, 'keep' | 'nearest-land'>> = {
  'people-on-barriers': 'nearest-land',
  'people-without-land': 'nearest-land',
  'people-moved-to-land': 'keep',
};

/**
 * For findings about people on water or without land data: count them at the nearest land, or put them
 * back.
 */
export function PeoplePlaceOffer({ code }: { readonly code: string }) {
  const { t } = useText();
  const alive = useApp((state) => state.intake.quality.value?.import !== null);
  const { busy } = useApp((state) => state.intake.start);
  const offer = OFFERS[code];
  if (!offer || !alive) return null;
  return (
    <Button small disabled={busy} testId={`place-people-${offer}`} onPress={() => void placePeople(offer)}>
      {t(offer === 'keep' ? 'dataPeopleBack' : 'dataPeopleToLand')}
    </Button>
  );
}
