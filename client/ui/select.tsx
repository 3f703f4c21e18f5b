import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import { Icon } from './icon.tsx';

interface Props<T extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly options: readonly { readonly id: T; readonly name: string }[];
  readonly value: T | null;
  readonly disabled?: boolean;
  readonly testId?: string;
  readonly onChange: (value: T) => void;
}

/** One of a list. */
export function Select<T extends string>(props: Props<T>) {
  const { label, hideLabel, options, value, disabled, testId, onChange } = props;
  return (
    <AriaSelect
      className="field"
      selectedKey={value}
      isDisabled={disabled ?? false}
      onSelectionChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen) onChange(chosen.id);
      }}
    >
      <Label className={hideLabel ? 'visually-hidden' : 'label'}>{label}</Label>
      <Button className="select-button" data-testid={testId}>
        <SelectValue />
        <Icon name="down" />
      </Button>
      <Popover className="popover">
        <ListBox items={options}>
          {(option) => (
            <ListBoxItem className="option" id={option.id} textValue={option.name} data-option={option.id}>
              {option.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
