import { type Random, seeded } from '../random.ts';
import { heavier, png } from './png.ts';

export type Scene = 'sea' | 'hills' | 'night' | 'snow' | 'dawn' | 'field';

type Colour = readonly [number, number, number];
interface Palette {
  sky: readonly [Colour, Colour];
  sun: Colour;
  /** Far to near; each a ridge. */
  ridges: readonly Colour[];
  water?: Colour;
  stars?: boolean;
  rough: number;
}

const WIDTH = 640;
const HEIGHT = 420;
const drawn = new Map<string, Buffer>();

/** A landscape as PNG, the same for the same scene and number; `size` (bytes) pads it to that weight. */
export function picture(scene: Scene, number = 1, size = 0): Buffer {
  const key = `${scene} ${number}`;
  const plain = drawn.get(key) ?? png(WIDTH, HEIGHT, draw(PALETTES[scene], seeded(key)));
  drawn.set(key, plain);
  return heavier(plain, size, seeded(`${key} ${size}`));
}

const PALETTES: Record<Scene, Palette> = {
  sea: {
    sky: [
      [92, 158, 201],
      [250, 214, 165],
    ],
    sun: [255, 241, 205],
    ridges: [[104, 132, 150]],
    water: [58, 118, 140],
    rough: 0.4,
  },
  hills: {
    sky: [
      [148, 196, 222],
      [246, 236, 212],
    ],
    sun: [255, 250, 228],
    ridges: [
      [160, 184, 176],
      [116, 156, 128],
      [78, 126, 88],
      [46, 88, 62],
    ],
    rough: 0.7,
  },
  night: {
    sky: [
      [14, 20, 46],
      [58, 64, 104],
    ],
    sun: [240, 238, 220],
    ridges: [
      [40, 46, 80],
      [26, 31, 58],
      [14, 17, 34],
    ],
    stars: true,
    rough: 0.9,
  },
  snow: {
    sky: [
      [120, 164, 210],
      [232, 238, 246],
    ],
    sun: [255, 255, 246],
    ridges: [
      [190, 206, 226],
      [222, 230, 240],
      [246, 248, 252],
    ],
    rough: 1.8,
  },
  dawn: {
    sky: [
      [88, 72, 128],
      [252, 178, 140],
    ],
    sun: [255, 222, 176],
    ridges: [
      [150, 100, 130],
      [104, 70, 104],
      [58, 42, 70],
    ],
    water: [142, 92, 118],
    rough: 0.8,
  },
  field: {
    sky: [
      [112, 178, 214],
      [228, 240, 236],
    ],
    sun: [255, 246, 200],
    ridges: [
      [132, 170, 142],
      [226, 190, 84],
      [198, 160, 58],
      [112, 134, 62],
    ],
    rough: 0.35,
  },
};

function draw(palette: Palette, random: Random): Buffer {
  const rgb = Buffer.alloc(WIDTH * HEIGHT * 3);
  const sun = { x: random.int(90, WIDTH - 90), y: random.int(70, 190), r: random.int(20, 38) };
  const horizon = HEIGHT * 0.62;
  const ridges = palette.ridges.map((_, i) => ridge(palette, i, random));
  const stars = palette.stars ? starField(random) : undefined;
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      let colour = sky(palette, sun, x, y);
      if (stars?.has(y * WIDTH + x)) colour = [232, 232, 224];
      if (palette.water && y > horizon) colour = water(palette, sun, x, y, horizon);
      for (let i = 0; i < ridges.length; i++) {
        const top = (ridges[i] as number[])[x] as number;
        if (palette.water && i === 0 && y > horizon) continue;
        colour = mix(colour, palette.ridges[i] as Colour, clamp(y - top + 0.5));
      }
      rgb.set(colour, (y * WIDTH + x) * 3);
    }
  }
  return rgb;
}

function sky(
  palette: Palette,
  sun: { x: number; y: number; r: number },
  x: number,
  y: number,
): Colour {
  const base = mix(palette.sky[0], palette.sky[1], clamp(y / (HEIGHT * 0.66)));
  const distance = Math.hypot(x - sun.x, y - sun.y);
  const glow = mix(base, palette.sun, 0.55 * clamp(1 - distance / 210) ** 2);
  return mix(glow, palette.sun, clamp(sun.r - distance + 0.5));
}

function water(
  palette: Palette,
  sun: { x: number },
  x: number,
  y: number,
  horizon: number,
): Colour {
  const depth = (y - horizon) / (HEIGHT - horizon);
  const base = mix(palette.sky[1], palette.water as Colour, 0.35 + 0.65 * depth);
  const ripple = Math.sin(y * (0.9 - 0.5 * depth) + Math.sin(x * 0.05 + y * 0.3) * 2);
  const path = clamp(1 - Math.abs(x - sun.x) / (26 + 90 * depth));
  return mix(base, palette.sun, ripple > 0.2 ? path * 0.65 : path * 0.15);
}

/** The height of a ridge for each column: a few sines, the nearer the lower. */
function ridge(palette: Palette, index: number, random: Random): number[] {
  const count = palette.ridges.length;
  const base =
    palette.water && index === 0
      ? HEIGHT * 0.58
      : HEIGHT * (0.5 + (0.42 * index) / Math.max(1, count - 0.4));
  const waves = [1, 2, 4, 9].map((n) => ({
    rate: (n * (0.7 + random.next() * 0.6) * Math.PI * 2) / WIDTH,
    phase: random.next() * 7,
    height: (34 / n ** 0.85) * palette.rough,
  }));
  return Array.from({ length: WIDTH }, (_, x) =>
    waves.reduce((sum, wave) => sum - Math.sin(x * wave.rate + wave.phase) * wave.height, base),
  );
}

function starField(random: Random): Set<number> {
  return new Set(
    Array.from(
      { length: 160 },
      () => random.int(0, HEIGHT * 0.5) * WIDTH + random.int(0, WIDTH - 1),
    ),
  );
}

const clamp = (n: number) => Math.min(1, Math.max(0, n));

function mix(a: Colour, b: Colour, t: number): Colour {
  if (t <= 0) return a;
  if (t >= 1) return b;
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}
