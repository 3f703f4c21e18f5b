import type { BOUNDARY_REPAIR_TEXTS } from '../../contract/text/boundary-texts.ts';
import type { ArgumentsOf, Coded } from '../../contract/text/codes.ts';
import type { NOTE_TEXTS } from '../../contract/text/note-texts.ts';
import type { SCENARIO_TEXTS } from '../../contract/text/scenario-texts.ts';

type Texts = typeof NOTE_TEXTS & typeof SCENARIO_TEXTS & typeof BOUNDARY_REPAIR_TEXTS;

/** Codes of notes: each has its sentence in every language. */
export type NoteCode = keyof Texts;

/** What follows the code of a note: the parameters of its sentence. */
export type NoteArguments<C extends NoteCode> = ArgumentsOf<Texts[C]>;

/** A remark of a task: a code with the parameters that its sentence asks for; the sentence is added per reader. */
export type TaskNote = Coded<Texts>;

/** A note whose code and parameters agree. */
export function note<C extends NoteCode>(code: C, ...[parameters]: NoteArguments<C>): TaskNote {
  return { code, parameters: parameters ?? {} } as unknown as TaskNote;
}
