/** What the layers took of a travel scenario, so that a row that nothing took is reported. */
export interface ScenarioUse {
  /** Words of the files of roads for their classes, null where there is no such file. */
  roadWords: readonly string[] | null;
  /**
   * Values of the land cover that the scenario was asked about, null where something else states what they
   * mean.
   */
  landValues: ReadonlySet<number> | null;
}
