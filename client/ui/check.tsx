import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import { Icon } from './icon.tsx';

interface Props {
  readonly children: ReactNode;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly testId?: string;
  readonly onChange: (checked: boolean) => void;
}

export function Check({ children, checked, disabled, testId, onChange }: Props) {
  return (
    <Checkbox
      className="check"
      isSelected={checked}
      isDisabled={disabled ?? false}
      onChange={onChange}
      data-testid={testId}
    >
      <span className="check-box">
        <Icon name="check" />
      </span>
      {children}
    </Checkbox>
  );
}
