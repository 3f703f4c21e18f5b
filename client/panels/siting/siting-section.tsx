import { useId, useState, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Icon } from '../../ui/icon.tsx';

interface Props {
  readonly title: string;
  /** What is set inside, shown while it is closed. */
  readonly summary?: string;
  readonly testId: string;
  readonly children: ReactNode;
}

/** Settings that few planners change: a closed section whose title shows what is set. */
export function SitingSection({ title, summary, testId, children }: Props) {
  const [open, setOpen] = useState(false);
  const body = useId();
  return (
    <section className="siting-section">
      <h3>
        <AriaButton
          className="disclosure"
          aria-expanded={open}
          {...(open ? { 'aria-controls': body } : {})}
          data-testid={testId}
          onPress={() => setOpen(!open)}
        >
          <Icon name="down" />
          {title}
          {!open && summary && <small className="section-summary">{summary}</small>}
        </AriaButton>
      </h3>
      {open && (
        <div id={body} className="rule-fields">
          {children}
        </div>
      )}
    </section>
  );
}
