import type { ReactNode } from 'react';
import { Button } from './button.tsx';

/** Results older than the settings, with a button that computes them again. */
export function StaleNote({
  text,
  action,
  onAction,
}: {
  readonly text: string;
  readonly action: string;
  readonly onAction: () => void;
}) {
  return (
    <div className="note stale" data-testid="stale">
      <span>{text}</span>
      <Button small onPress={onAction}>
        {action}
      </Button>
    </div>
  );
}

interface ProblemProps {
  readonly title: string;
  readonly detail: string;
  readonly places?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly placesTitle?: string;
  readonly actions?: ReactNode;
}

/** What failed, where, and what can be done. */
export function ProblemNote({ title, detail, places = [], placesTitle, actions }: ProblemProps) {
  return (
    <div className="note problem" role="alert" data-testid="problem">
      <div>
        {title && <strong>{title}</strong>}
        {detail}
      </div>
      {places.length > 0 && (
        <ul className="places" aria-label={placesTitle} tabIndex={0}>
          {places.map((place, index) => (
            // Two places may be equal; their order never changes.
            <li key={index}>
              {place.detail}
              <code>{place.pointer}</code>
            </li>
          ))}
        </ul>
      )}
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}
