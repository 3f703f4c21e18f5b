import { Input, Label, TextField as AriaTextField } from 'react-aria-components';

interface Props {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly placeholder?: string;
  /** Maximum length; default 200 characters. */
  readonly most?: number;
  readonly value: string;
  readonly testId?: string;
  readonly onChange: (value: string) => void;
}

/** One line of text. */
export function TextField({ label, hideLabel, placeholder, most = 200, value, testId, onChange }: Props) {
  return (
    <AriaTextField className="field" value={value} onChange={onChange} maxLength={most}>
      <Label className={hideLabel ? 'visually-hidden' : 'label'}>{label}</Label>
      <Input className="text-input" {...(placeholder ? { placeholder } : {})} data-testid={testId} />
    </AriaTextField>
  );
}
