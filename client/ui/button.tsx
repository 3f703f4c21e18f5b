import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';

interface Props {
  readonly children?: ReactNode;
  readonly icon?: IconName;
  /** Name for screen readers when there is no text. */
  readonly label?: string;
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'link';
  readonly small?: boolean;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly testId?: string;
  readonly describedBy?: string | undefined;
  readonly onPress?: () => void;
}

/** A push button; with an icon alone it must have a `label`. */
export function Button(props: Props) {
  const { children, icon, label, kind = 'plain', small, disabled, testId, describedBy, onPress } = props;
  const iconOnly = icon !== undefined && children === undefined;
  return (
    <AriaButton
      className={['button', kind, small && 'small', iconOnly && 'icon'].filter(Boolean).join(' ')}
      isDisabled={disabled ?? false}
      data-testid={testId}
      {...(label ? { 'aria-label': label } : {})}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
      {...(onPress ? { onPress } : {})}
    >
      {icon && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}
