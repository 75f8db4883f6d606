import { readFileSync } from "node:fs";
import { grayscale, hue, type Image, randomResizedCrop, resize, rotate } from "@cambium/data-augment";
import { Rng } from "@cambium/tensor";
import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import { everyTransform } from "./every-transform.ts";
import { realImages } from "./real-images.ts";

const photographs = realImages();

function read(name: string): Image {
  const { width, height, channels, data } = decode(readFileSync(`${photographs.path}/${name}`));
  const plane = width * height;
  const pixels = Uint8Array.from(data, (_, i) => data[(i % plane) * channels + Math.floor(i / plane)]!);
  return { data: pixels, shape: [channels, height, width] };
}

const meanOf = ({ data }: Image) => (data as Uint8Array).reduce((sum, value) => sum + value, 0) / data.length;

describe.skipIf(photographs.missing)(photographs.title, { timeout: 60_000 }, () => {
  test("every transform accepts a photograph and returns in time", () => {
    const image = resize(224)(read("astronaut.png"), new Rng(1));
    for (const { trial } of Object.values(everyTransform)) {
      const { data, shape } = trial(image, new Rng(2));
      expect(data.length).toBe(shape.reduce((product, size) => product * size, 1));
    }
  });

  test("resizing with antialias keeps the mean, and grayscale keeps a gray photograph", () => {
    const image = read("chelsea.png");
    expect(image.shape).toEqual([3, 300, 451]);
    const small = resize([30, 45])(image, new Rng(1));
    expect(Math.abs(meanOf(small) - meanOf(image))).toBeLessThan(0.5);
    const gray = read("camera.png");
    expect(grayscale()(gray, new Rng(1))).toEqual(gray);
    expect(randomResizedCrop(96)(gray, new Rng(1)).shape).toEqual([1, 96, 96]);
  });

  test("four quarter turns, and two half turns of the hue, give the photograph back", () => {
    const image = read("coffee.png");
    const rng = new Rng(1);
    let turned = image;
    for (let i = 0; i < 4; i++) turned = rotate([90, 90], { expand: true })(turned, rng);
    expect(turned).toEqual(image);
    const back = hue([0.5, 0.5])(hue([0.5, 0.5])(image, rng), rng);
    const differences = Array.from(image.data, (value, i) => Math.abs(value - back.data[i]!));
    expect(differences.filter((difference) => difference > 3)).toEqual([]);
  });
});
