// Draws the app's two icons: a sprout growing from an open book. `node appPackage/drawIcons.ts`
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

type Point = readonly [x: number, y: number];
type Path = readonly Point[];
type Layer = { readonly paths: readonly Path[]; readonly colour: string };

// One drawing on a 192 grid; the outline is the same book and sprout as lines, 32 pixels wide.
const ground = '#1F5C5A';
const paper = '#FFFFFF';
const shade = '#CFE3DD';
const leaf = '#A9D18E';
const leafLight = '#C8E6B0';

function curve(from: Point, control: readonly [Point, Point], to: Point): Path {
  const [first, second] = control;
  const at = (t: number, axis: 0 | 1): number =>
    (1 - t) ** 3 * from[axis] +
    3 * (1 - t) ** 2 * t * first[axis] +
    3 * (1 - t) * t ** 2 * second[axis] +
    t ** 3 * to[axis];
  return Array.from({ length: 33 }, (_, step) => [at(step / 32, 0), at(step / 32, 1)]);
}

const mirror = (path: Path): Path => path.map(([x, y]) => [192 - x, y]);
const scaled = (path: Path, by: number): Path => path.map(([x, y]) => [x * by, y * by]);

/** A line of a given width with round joins and ends, as shapes to fill. */
function stroke(path: Path, width: number): readonly Path[] {
  const round = path.map(([cx, cy]): Path =>
    Array.from({ length: 16 }, (_, step) => {
      const angle = (step / 16) * 2 * Math.PI;
      return [cx + (Math.cos(angle) * width) / 2, cy + (Math.sin(angle) * width) / 2];
    }),
  );
  const bars = path.slice(1).map((to, index): Path => {
    const from = path[index] ?? to;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    const nx = (-(to[1] - from[1]) / length) * (width / 2);
    const ny = ((to[0] - from[0]) / length) * (width / 2);
    return [
      [from[0] + nx, from[1] + ny],
      [to[0] + nx, to[1] + ny],
      [to[0] - nx, to[1] - ny],
      [from[0] - nx, from[1] - ny],
    ];
  });
  return [...round, ...bars];
}

// The left page: top edge swells from the spine to the fore-edge, bottom edge follows it.
const pageTop = curve(
  [96, 112],
  [
    [82, 98],
    [58, 95],
  ],
  [36, 100],
);
const pageFoot = curve(
  [36, 146],
  [
    [58, 141],
    [82, 144],
  ],
  [96, 157],
);
const page: Path = [...pageTop, ...pageFoot];
const cover: Path = [
  ...curve(
    [96, 121],
    [
      [82, 107],
      [56, 104],
    ],
    [28, 109],
  ),
  ...curve(
    [28, 157],
    [
      [56, 151],
      [82, 154],
    ],
    [96, 167],
  ),
];
const stem = curve(
  [96, 114],
  [
    [96, 96],
    [97, 84],
  ],
  [96, 66],
);
const bigLeaf: Path = [
  ...curve(
    [96, 78],
    [
      [94, 52],
      [76, 38],
    ],
    [47, 38],
  ),
  ...curve(
    [47, 38],
    [
      [49, 66],
      [68, 82],
    ],
    [96, 78],
  ),
];
const smallLeaf: Path = [
  ...curve(
    [96, 66],
    [
      [98, 42],
      [114, 28],
    ],
    [140, 27],
  ),
  ...curve(
    [140, 27],
    [
      [140, 52],
      [124, 68],
    ],
    [96, 66],
  ),
];

function inside(shapes: readonly Path[], x: number, y: number): boolean {
  return shapes.some((shape) => {
    let odd = false;
    let previous = shape.at(-1);
    for (const point of shape) {
      if (previous && point[1] > y !== previous[1] > y) {
        const crossing = ((previous[0] - point[0]) * (y - point[1])) / (previous[1] - point[1]) + point[0];
        if (x < crossing) odd = !odd;
      }
      previous = point;
    }
    return odd;
  });
}

const rgb = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** RGBA pixels, each the mean of 6 × 6 samples; the first layer that covers a sample wins. */
function paint(size: number, layers: readonly Layer[], background: string | null): Buffer {
  const fine = 6;
  const pixels = Buffer.alloc(size * size * 4);
  const colours = layers.map((layer) => rgb(layer.colour));
  const behind = background === null ? null : rgb(background);
  for (let at = 0; at < size * size; at += 1) {
    const sum = [0, 0, 0, 0];
    for (let sample = 0; sample < fine * fine; sample += 1) {
      const x = (at % size) + ((sample % fine) + 0.5) / fine;
      const y = Math.floor(at / size) + (Math.floor(sample / fine) + 0.5) / fine;
      const top = layers.findIndex((layer) => inside(layer.paths, x, y));
      const colour = top >= 0 ? colours[top] : behind;
      if (!colour) continue;
      colour.forEach((value, channel) => (sum[channel] = (sum[channel] ?? 0) + value));
      sum[3] = (sum[3] ?? 0) + 1;
    }
    const covered = sum[3] ?? 0;
    if (covered === 0) continue;
    for (const channel of [0, 1, 2]) pixels[at * 4 + channel] = Math.round((sum[channel] ?? 0) / covered);
    pixels[at * 4 + 3] = Math.round((covered / (fine * fine)) * 255);
  }
  return pixels;
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

function png(size: number, pixels: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({ length: size }, (_, y) =>
    Buffer.concat([Buffer.from([0]), pixels.subarray(y * size * 4, (y + 1) * size * 4)]),
  );
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const colourLayers: readonly Layer[] = [
  { paths: [bigLeaf], colour: leaf },
  { paths: [smallLeaf], colour: leafLight },
  { paths: stroke(stem, 6), colour: leaf },
  {
    paths: stroke(
      [
        [96, 116],
        [96, 156],
      ],
      3,
    ),
    colour: ground,
  },
  { paths: [page, mirror(page)], colour: paper },
  { paths: [cover, mirror(cover)], colour: shade },
];

// Teams tints the outline itself: white lines on nothing, at least two pixels thick so that they survive 32.
const small = 32 / 192;
const line = (path: Path): readonly Path[] => stroke(scaled(path, small), 2);
const roomy = (path: Path): Path => path.map(([x, y]) => [96 + (x - 96) * 1.28, 96 + (y - 97) * 1.2]);
const outlineLayers: readonly Layer[] = [
  {
    colour: paper,
    paths: [page, mirror(page), [...pageFoot.slice(-1), ...stem.slice(0, 1)]]
      .map(roomy)
      .flatMap((path) => line(path)),
  },
  {
    colour: paper,
    paths: [...line(roomy(stem)), ...[bigLeaf, smallLeaf].map((it) => scaled(roomy(it), small))],
  },
];

await writeFile(join(import.meta.dirname, 'color.png'), png(192, paint(192, colourLayers, ground)));
await writeFile(join(import.meta.dirname, 'outline.png'), png(32, paint(32, outlineLayers, null)));
