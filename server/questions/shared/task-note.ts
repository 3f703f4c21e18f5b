import type { BOUNDARY_REPAIR_TEXTS } from '../../contract/text/boundary-texts.ts';
import type { Coded, ParametersOf } from '../../contract/text/codes.ts';
import type { NOTE_TEXTS } from '../../contract/text/note-texts.ts';
import type { SCENARIO_TEXTS } from '../../contract/text/scenario-texts.ts';

type Texts = typeof NOTE_TEXTS & typeof SCENARIO_TEXTS & typeof BOUNDARY_REPAIR_TEXTS;

/** Codes of notes: each has its sentence in every language. */
export type NoteCode = keyof Texts;

/** A remark of a task: a code with the parameters that its sentence asks for; the sentence is added per reader. */
export type TaskNote = Coded<Texts>;

/** A note whose code and parameters agree. */
export function note<C extends NoteCode>(code: C, parameters: ParametersOf<Texts[C]>): TaskNote {
  return { code, parameters } as unknown as TaskNote;
}

/** The parameters that the sentence of a note asks for. */
export type ParametersOfNote<C extends NoteCode> = ParametersOf<Texts[C]>;

/** Arguments after a code: its parameters, which may be left out where the sentence asks for none. */
export type NoteArguments<C extends NoteCode> =
  Readonly<Record<string, never>> extends ParametersOfNote<C>
    ? [parameters?: ParametersOfNote<C>]
    : [parameters: ParametersOfNote<C>];
