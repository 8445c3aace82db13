/** Full: the social worker's record. School: what LE-21 lets the designated teacher hold. */
export const editions = ['full', 'school'] as const;
export type Edition = (typeof editions)[number];
