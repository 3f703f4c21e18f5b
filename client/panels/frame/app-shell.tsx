import { recordOf } from '../../../server/contract/languages.ts';
import { useEffect, useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { redo, undo } from '../../commands/undo-redo.ts';
import { takeDroppedFiles } from '../../commands/import-files.ts';
import { readDroppedFiles } from '../../commands/read-dropped-files.ts';
import { Icon } from '../../ui/icon.tsx';
import { Header } from './header.tsx';
import { ImportDialog } from '../import/import-dialog.tsx';
import { JobTray } from './job-tray.tsx';
import { LayerSwitches } from '../on-map/layer-switches.tsx';
import { Legend } from '../on-map/legend.tsx';
import { MapBadges } from '../on-map/map-badges.tsx';
import { MapTools } from '../on-map/map-tools.tsx';
import { ResultTabs } from './result-tabs.tsx';
import { SettingsBar } from '../settings/settings-bar.tsx';
import { useApp, useText } from '../parts/use-app.ts';

interface Props {
  /** Builds the map in the element and returns the function that removes it. Throws without WebGL2. */
  readonly mountMap: (container: HTMLElement) => () => void;
}

/** The frame of the page: header, panel on the left, map with its tools on the right. */
export function AppShell({ mountMap }: Props) {
  const { language, t } = useText();
  const announcement = useApp((state) => state.announcement);
  const dropping = useFileDrop();
  useUndoKeys();
  return (
    <I18nProvider locale={recordOf(language).locale}>
      <div className="shell">
        <a className="skip" href="#results">
          {t('skipToPanel')}
        </a>
        <a className="skip" href="#map">
          {t('skipToMap')}
        </a>
        <Header />
        <main className="body">
          <aside className="panel" id="results" tabIndex={-1} aria-label={t('tabs')}>
            <SettingsBar />
            <ResultTabs />
            <JobTray />
          </aside>
          <section className="stage" aria-label={t('layers')}>
            <MapSlot mountMap={mountMap} />
            <MapBadges />
            <MapTools />
            <LayerSwitches />
            <Legend />
          </section>
        </main>
        <div className="visually-hidden" role="status" aria-live="polite">
          {announcement}
        </div>
        <ImportDialog />
        {dropping && (
          <div className="drop" data-testid="drop-zone">
            <div>
              <Icon name="upload" />
              {t('importDrop')}
            </div>
          </div>
        )}
      </div>
    </I18nProvider>
  );
}

function MapSlot({ mountMap }: Props) {
  const { t } = useText();
  const slot = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!slot.current) return undefined;
    try {
      return mountMap(slot.current);
    } catch {
      setFailed(true);
      return undefined;
    }
  }, [mountMap]);
  return (
    <>
      <div className="map" id="map" data-testid="map" data-idle="false" ref={slot} tabIndex={-1} />
      {failed && (
        <p className="map-failed" role="alert" data-testid="problem">
          {t('problemMap')}
        </p>
      )}
      <div className="crosshair" aria-hidden="true" />
    </>
  );
}

/**
 * Accepts files dropped anywhere on the page: one outline as a boundary, everything else for a region.
 */
function useFileDrop(): boolean {
  const [dropping, setDropping] = useState(false);
  useEffect(() => {
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth += 1;
      setDropping(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setDropping(false);
    };
    const over = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setDropping(false);
      if (event.dataTransfer) void readDroppedFiles(event.dataTransfer).then(takeDroppedFiles);
    };
    const handlers = { dragenter: enter, dragleave: leave, dragover: over, drop } as const;
    for (const [name, handler] of Object.entries(handlers)) {
      window.addEventListener(name, handler as EventListener);
    }
    return () => {
      for (const [name, handler] of Object.entries(handlers)) {
        window.removeEventListener(name, handler as EventListener);
      }
    };
  }, []);
  return dropping;
}

function useUndoKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const target = event.target as HTMLElement;
      if (target.matches('input[type="text"], input[type="search"], input[type="number"], textarea')) return;
      const key = event.key.toLowerCase();
      if (key === 'z' && !event.shiftKey) undo();
      else if ((key === 'z' && event.shiftKey) || key === 'y') redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
