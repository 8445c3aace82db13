/**
 * An export has no column for it: social workers write it in the notes. Read generously, since a carer wrongly
 * kept apart costs an extra mail, and a carer wrongly named costs their safety (LE-21).
 */
export function saysCarerIsConfidential(notes: string): boolean {
  return /\b(confidential|do not (share|disclose)|not to be (shared|disclosed))\b/i.test(notes);
}
