/** A4 in twentieths of a point, with margins of 23 mm. */
export const page = { width: 11906, height: 16838, side: 1304, top: 1531, bottom: 1418, edge: 624 } as const;

/** What is left between the margins. */
export const textWidth = page.width - 2 * page.side;
