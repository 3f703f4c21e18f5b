import { useText } from './use-app.ts';

/** Assumptions and remarks of an answer. */
export function AnswerNotes({
  notes,
  open = false,
}: {
  readonly notes: readonly { code: string; text: string }[];
  readonly open?: boolean;
}) {
  const { t } = useText();
  if (notes.length === 0) return null;
  return (
    <details className="more" open={open}>
      <summary>
        {t('notes')} <span className="count">{notes.length}</span>
      </summary>
      <ul className="notes">
        {notes.map((note) => (
          <li key={note.code + note.text}>{note.text}</li>
        ))}
      </ul>
    </details>
  );
}
