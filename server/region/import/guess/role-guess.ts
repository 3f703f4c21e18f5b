/** One thing that speaks for a role; `kind` has a sentence in `contract/text`, `word` is what was found. */
export interface Evidence {
  readonly kind: 'said' | 'name-word' | 'name-part' | 'content' | 'content-against' | 'name-against';
  readonly word: string;
  /** How far it alone would make the role likely, 0 … 1; against a role what is left of the likelihood. */
  readonly weight: number;
}

/** A role that a file may have, and why. */
export interface RoleGuess {
  readonly role: string;
  /** 0 … 1: independent evidence adds up as 1 − Π(1 − weight), what contradicts it multiplies. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

/** From here on a role is taken; below it the file is not used and a person is asked. */
const TAKEN_FROM = 0.5;
/** A second role as near as this to the first leaves the file undecided. */
const TOO_NEAR = 0.15;
/** From here on a guess is a matter of course and no finding. */
export const CERTAIN_FROM = 0.9;

export function weighRole(role: string, evidence: readonly Evidence[]): RoleGuess {
  let doubt = 1;
  let left = 1;
  for (const { kind, weight } of evidence)
    if (kind.endsWith('-against')) left *= weight;
    else doubt *= 1 - weight;
  return { role, confidence: Math.round(1000 * (1 - doubt) * left) / 1000, evidence };
}

/** Roles that anything speaks for, likeliest first; equals keep the order given. */
export function rankRoles(guesses: readonly RoleGuess[]): RoleGuess[] {
  return guesses.filter(({ confidence }) => confidence > 0).sort((a, b) => b.confidence - a.confidence);
}

/** The role to take, null where none is likely enough or two are nearly as likely. */
export function decideRole(ranked: readonly RoleGuess[], tooNear = TOO_NEAR): RoleGuess | null {
  const [first, second] = ranked;
  if (!first || first.confidence < TAKEN_FROM) return null;
  return second && first.confidence - second.confidence < tooNear ? null : first;
}

/** A person's word. */
export function saidRole(role: string): RoleGuess {
  return weighRole(role, [{ kind: 'said', word: role, weight: 1 }]);
}

/** Candidates as text for a report: `land-cover 45 %, elevation 30 %`. */
export function describeGuesses(ranked: readonly RoleGuess[]): string {
  return ranked
    .slice(0, 3)
    .map(({ role, confidence }) => `${role} ${Math.round(100 * confidence)} %`)
    .join(', ');
}
