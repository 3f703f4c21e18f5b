/** A remark of a task; its sentence is added per reader. */
export interface TaskNote {
  readonly code: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}
