import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/700.css';
import './ui/base.css';
import './ui/controls.css';
import './charts/charts.css';
import './panels/panels.css';
import { askPoint } from './commands/ask-point.ts';
import { openTab, select } from './commands/change-settings.ts';
import { rememberView } from './commands/fly-to.ts';
import { startApp } from './commands/start-app.ts';
import { createMap } from './map/create-map.ts';
import { AppShell } from './panels/frame/app-shell.tsx';

/** The map reports what happened on it; commands do what follows. */
function mountMap(container: HTMLElement): () => void {
  const map = createMap(container, {
    onPick: (point) => void askPoint(point),
    onPickSite: (order) => {
      select({ siteOrder: order });
      openTab('siting');
    },
    onRest: rememberView,
  });
  return () => map.destroy();
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <AppShell mountMap={mountMap} />
  </StrictMode>,
);
void startApp();
