/** Names that are also everyday words or months: alone, in small letters or beside a number, they name nobody. */
const commonWords: ReadonlySet<string> = new Set(
  `
  april art august autumn bay best bill bird black blue bond brook brown buck bush carol chance chase christian
  church clay coach cole cook cross daisy dale dawn day dean dot drew early earl english ever faith field finn fish
  ford forest fox frank free friend gay gene glen good grace grant gray green grey guy hall harmony harry hart hazel
  head heath heather hill holly home honey hope house hunt hunter ivy jack jade jasmine jay jean joy june king lane
  law lee lily little long love luck major mark marsh mason may melody mercy miles miller moon north olive page
  park pat patience pearl peace penny pepper piper poppy porter precious price prince queen ray reader reed rich
  river rob robin rock rose rosemary ruby sally sandy self sharp short silver sky smart song spring star stone storm
  strong sue summer sunny teacher terry tiger tom trinity victor violet walk walker ward wells west white will
  willow win winter wise wood work wright young
  `
    .split(/\s+/)
    .filter((word) => word !== ''),
);

export function isCommonWord(folded: string): boolean {
  return commonWords.has(folded);
}
