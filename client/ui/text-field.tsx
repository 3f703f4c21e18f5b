import { Input, Label, TextField as AriaTextField } from 'react-aria-components';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly testId?: string;
  readonly onChange: (value: string) => void;
}

/** One line of text. */
export function TextField({ label, value, testId, onChange }: Props) {
  return (
    <AriaTextField className="field" value={value} onChange={onChange} maxLength={200}>
      <Label className="label">{label}</Label>
      <Input className="text-input" data-testid={testId} />
    </AriaTextField>
  );
}
