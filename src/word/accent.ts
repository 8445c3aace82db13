type Colour = readonly [number, number, number];

/** WCAG 1.4.3 for text of any size; heads are printed on white. */
const neededContrast = 4.5;

/** The authority's accent, darkened until words in it are readable on white paper. Hex in and out, without '#'. */
export function readableAccent(accent: string): string {
  let colour = colourOf(accent);
  while (contrastOnWhite(colour) < neededContrast) colour = mix(colour, [0, 0, 0], 0.04);
  return hexOf(colour);
}

/** The accent as a wash behind the head of a table. */
export function tintOf(accent: string): string {
  return hexOf(mix(colourOf(accent), [255, 255, 255], 0.9));
}

export function contrastOnWhite(colour: Colour): number {
  const [red, green, blue] = colour;
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return 1.05 / (luminance + 0.05);
}

export function colourOf(hex: string): Colour {
  if (!/^[0-9a-f]{6}$/i.test(hex)) throw new Error('an accent is six hex digits without #');
  const channel = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function mix([red, green, blue]: Colour, other: Colour, share: number): Colour {
  const between = (from: number, to: number): number => from + (to - from) * share;
  return [between(red, other[0]), between(green, other[1]), between(blue, other[2])];
}

function hexOf(colour: Colour): string {
  return colour
    .map((channel) => Math.floor(channel).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}
