import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DataError, loader } from "@cambium/data";
import { imageFolder, readImageFile } from "@cambium/data/files";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bits1Png, colorJpeg, opacityPng } from "../small-images.ts";

let folder: string;
const path = (...names: string[]) => join(folder, ...names);

async function put(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(dirname(path(name)), { recursive: true });
    await writeFile(path(name), bytes);
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cambium-images-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("imageFolder", () => {
  test("has a class for each folder, and decodes what is asked for, by content", async () => {
    // The JPEG has the name of a PNG.
    await put({
      "dog/2.png": opacityPng,
      "dog/1.PNG": colorJpeg,
      "cat/deep/3.png": bits1Png,
      "cat/notes.txt": bits1Png,
    });
    const images = await imageFolder(folder);
    expect(images.classNames).toEqual(["cat", "dog"]);
    expect(images.paths).toEqual([path("cat/deep/3.png"), path("dog/1.PNG"), path("dog/2.png")]);
    expect(images.labels).toEqual(Int32Array.of(0, 1, 1));
    const all = await Promise.all([0, 1, 2].map((index) => images.get(index)));
    expect(all.map(({ x, y }) => [x.shape, y])).toEqual([
      [[3, 2, 3], 0],
      [[3, 9, 11], 1],
      [[3, 1, 2], 1],
    ]);
    expect((await (await imageFolder(folder, { channels: 1 })).get(2)).x.data).toEqual(Uint8Array.of(2, 6));
    expect((await (await imageFolder(folder, { dtype: "float32" })).get(2)).x.data).toBeInstanceOf(
      Float32Array,
    );
  });

  test("goes into a loader", async () => {
    await put({ "a/1.png": opacityPng, "b/2.png": opacityPng });
    for await (const { x, y } of loader(await imageFolder(folder), { batchSize: 2 }))
      expect([x.shape, y.toArray()]).toEqual([
        [2, 3, 1, 2],
        [0, 1],
      ]);
  });

  test("names a broken file when it is asked for, or leaves it out and says so", async () => {
    await put({
      "a/1.png": opacityPng,
      "a/2.png": opacityPng.subarray(0, 40),
      "b/3.jpg": new Uint8Array(),
      "b/4.jpg": colorJpeg,
    });
    const all = await imageFolder(folder);
    const reason = `decodeImage: the PNG is cut short: ${path("a/2.png")} has 40 bytes, and its part at 33 needs more. Get the file again.`;
    await expect(all.get(1)).rejects.toThrow(new DataError(reason));
    const whole = await imageFolder(folder, { onError: "skip" });
    expect(whole.paths).toEqual([path("a/1.png"), path("b/4.jpg")]);
    expect(whole.labels).toEqual(Int32Array.of(0, 1));
    expect(whole.skipped).toEqual([
      { path: path("a/2.png"), reason },
      {
        path: path("b/3.jpg"),
        reason: `decodeImage: the file is empty: ${path("b/3.jpg")}. Get the file again.`,
      },
    ]);
  });

  test("leaves out what was found to be broken before, without decoding", async () => {
    await put({ "a/1.png": opacityPng, "a/2.png": opacityPng.subarray(0, 40), "a/3.png": colorJpeg });
    const { skipped } = await imageFolder(folder, { onError: "skip" });
    const again = await imageFolder(folder, { skipped: structuredClone(skipped) });
    expect(again.paths).toEqual([path("a/1.png"), path("a/3.png")]);
    expect(again.labels).toHaveLength(2);
    expect(again.skipped).toEqual(skipped);
  });

  test("refuses a class of which nothing is left", async () => {
    await put({
      "a/1.png": opacityPng,
      "b/2.png": opacityPng.subarray(0, 40),
      "b/3.jpg": new Uint8Array(),
    });
    const reason = `decodeImage: the PNG is cut short: ${path("b/2.png")} has 40 bytes, and its part at 33 needs more. Get the file again.`;
    const error = new DataError(
      `imageFolder: a class has no whole images: all 2 of "b" were left out: ${reason} Get them again, or take the folder away.`,
    );
    await expect(imageFolder(folder, { onError: "skip" })).rejects.toThrow(error);
    const skipped = ["b/2.png", "b/3.jpg"].map((name) => ({ path: path(name), reason }));
    await expect(imageFolder(folder, { skipped })).rejects.toThrow(error);
  });

  test("follows links, but not in circles, and leaves hidden names alone", async () => {
    await put({
      "set/a/1.png": opacityPng,
      "set/a/._1.png": opacityPng,
      "set/a/.trash/3.png": opacityPng,
      "set/.notebooks/4.txt": opacityPng,
      "other/2.png": opacityPng,
    });
    await symlink(path("other"), path("set", "b"));
    await symlink(path("other/2.png"), path("set", "a", "5.png"));
    await symlink(path("set", "a"), path("set", "a", "circle"));
    await symlink(path("none"), path("set", "a", "6.png"));
    const images = await imageFolder(path("set"), { onError: "skip" });
    expect(images.classNames).toEqual(["a", "b"]);
    expect(images.paths).toEqual(["a/1.png", "a/5.png", "b/2.png"].map((name) => path("set", name)));
    expect(images.skipped).toEqual([
      {
        path: path("set/a/6.png"),
        reason: expect.stringMatching(/^readImageFile: cannot read a file: ENOENT/),
      },
    ]);
  });

  test("takes the order of classes", async () => {
    await put({ "a/1.png": opacityPng, "b/2.png": opacityPng });
    expect((await imageFolder(folder, { classNames: ["b", "a"] })).labels).toEqual(Int32Array.of(0, 1));
  });
});

describe("imageFolder refuses", () => {
  test("a folder that is not there, or has no classes", async () => {
    await expect(imageFolder(path("none"))).rejects.toThrow(
      /^imageFolder: a folder cannot be read: ENOENT.*Check the path .*none\.$/,
    );
    await put({ "1.png": opacityPng });
    await expect(imageFolder(folder)).rejects.toThrow(
      new DataError(
        `imageFolder: there are no classes: ${folder} holds 1 files and no folders. Give each class a folder of its own.`,
      ),
    );
  });

  test("a class without images, and labels that do not match", async () => {
    await put({ "a/1.png": opacityPng, "b/2.txt": opacityPng });
    await expect(imageFolder(folder)).rejects.toThrow(
      new DataError(
        `imageFolder: a class has no images: ${path("b")} holds no .png, .jpg or .jpeg. Put some there, or take the folder away.`,
      ),
    );
    await expect(imageFolder(folder, { classNames: ["a"] })).rejects.toThrow(
      new DataError(
        `imageFolder: the labels do not match: ${folder} has a folder "b" that is not among classNames. ` +
          "Add it, or take the folder away.",
      ),
    );
  });

  test("a class without a folder", async () => {
    await put({ "a/1.png": opacityPng });
    await expect(imageFolder(folder, { classNames: ["a", "c"] })).rejects.toThrow(
      /^imageFolder: a folder cannot be read: ENOENT.*Check the path .*c\.$/,
    );
  });

  test("options out of range, before anything is read", async () => {
    await expect(imageFolder(path("none"), { channels: 2 as 1 })).rejects.toThrow(
      new RangeError("imageFolder: channels must be 1, 3 or 4: got 2. Leave it out to keep the default."),
    );
  });

  test("another word for onError, and an index out of range", async () => {
    await put({ "a/1.png": opacityPng });
    await expect(imageFolder(folder, { onError: "ignore" as "skip" })).rejects.toThrow(
      new RangeError('imageFolder: onError must be "throw" or "skip": got "ignore".'),
    );
    await expect((await imageFolder(folder)).get(1)).rejects.toThrow("get: there is no sample 1");
  });
});

test("readImageFile names a file that is not there", async () => {
  await expect(readImageFile(path("none.png"))).rejects.toThrow(/^readImageFile: cannot read a file: ENOENT/);
});
