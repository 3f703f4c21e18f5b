import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { openTab } from '../../commands/change-settings.ts';
import type { TextId } from '../../i18n/screen-texts.ts';
import { TABS, type TabId } from '../../state/app-state.ts';
import { BoundaryPanel } from '../boundary/boundary-panel.tsx';
import { CoveragePanel } from '../coverage/coverage-panel.tsx';
import { DataPanel } from '../data/data-panel.tsx';
import { PointPanel } from '../point/point-panel.tsx';
import { SitingPanel } from '../siting/siting-panel.tsx';
import { useApp, useText } from '../parts/use-app.ts';

const TITLES: Record<TabId, TextId> = {
  coverage: 'tabCoverage',
  point: 'tabPoint',
  boundary: 'tabBoundary',
  siting: 'tabSiting',
  data: 'tabData',
};
const SCREENS: Record<TabId, () => React.JSX.Element> = {
  coverage: CoveragePanel,
  point: PointPanel,
  boundary: BoundaryPanel,
  siting: SitingPanel,
  data: DataPanel,
};

export function ResultTabs() {
  const { t } = useText();
  const tab = useApp((state) => state.tab);
  return (
    <Tabs className="tabs" selectedKey={tab} onSelectionChange={(key) => openTab(key as TabId)}>
      <TabList className="tab-list" aria-label={t('tabs')}>
        {TABS.map((id) => (
          <Tab key={id} id={id} className="tab" data-testid={`tab-${id}`}>
            {t(TITLES[id])}
          </Tab>
        ))}
      </TabList>
      {TABS.map((id) => {
        const Screen = SCREENS[id];
        return (
          <TabPanel key={id} id={id} className="tab-panel">
            <Screen />
          </TabPanel>
        );
      })}
    </Tabs>
  );
}
