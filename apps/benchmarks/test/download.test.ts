import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { packTar } from "modern-tar";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { downloadArchive } from "../src/data/archive.ts";
import { cacheFolder } from "../src/data/cache.ts";
import { download, type RemoteFile } from "../src/data/download.ts";

const content = Buffer.from("seven ate nine".repeat(1000));
const sha256 = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");

let folder: string;
let server: Server;
let requests: string[];

/** What each path of the local server answers. */
const routes: Record<string, RequestListener> = {
  "/good": (_, response) => response.end(content),
  "/other": (_, response) => response.end("something else"),
  "/missing": (_, response) => response.writeHead(404).end(),
  "/broken-off": (_, response) => {
    response.writeHead(200, { "content-length": content.length });
    response.write(content.subarray(0, 100), () => response.destroy());
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cambium-download-"));
  requests = [];
  server = createServer((request, response) => {
    requests.push(request.url!);
    routes[request.url!]!(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});

afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

function file(...paths: string[]): RemoteFile {
  const { port } = server.address() as AddressInfo;
  return {
    name: "digits.bin",
    sha256: sha256(content),
    mirrors: paths.map((path) => `http://127.0.0.1:${port}${path}`),
  };
}

const silent = (): void => {};

describe("download", () => {
  test("brings a file, and finds it there the second time", async () => {
    const path = await download(file("/good"), join(folder, "new"), silent);
    expect(await readFile(path)).toEqual(content);
    await download(file("/good"), join(folder, "new"), silent);
    expect(requests).toEqual(["/good"]);
  });

  test("says what it downloads", async () => {
    const lines: string[] = [];
    await download(file("/good"), folder, (line) => lines.push(line));
    expect(lines).toEqual([expect.stringMatching(/^downloading http:\/\/127.0.0.1:\d+\/good$/)]);
  });

  test("brings a damaged copy anew", async () => {
    await writeFile(join(folder, "digits.bin"), "damaged");
    const path = await download(file("/good"), folder, silent);
    expect(await readFile(path)).toEqual(content);
  });

  test("tries the next mirror", async () => {
    await download(file("/missing", "/other", "/broken-off", "/good"), folder, silent);
    expect(requests).toEqual(["/missing", "/other", "/broken-off", "/good"]);
    expect(await readdir(folder)).toEqual(["digits.bin"]);
  });

  test.each([
    [
      "/missing",
      /could not download digits\.bin:\n {2}http:\S+\/missing: the server answered 404 Not Found\n/,
    ],
    ["/other", /\/other: its SHA-256 is [0-9a-f]{64}, expected [0-9a-f]{64}\n/],
    ["/broken-off", /\/broken-off: terminated \(.+\)\n/],
  ])("%s: says what is wrong and what to do, and leaves nothing behind", async (path, text) => {
    const failed = download(file(path), folder, silent);
    await expect(failed).rejects.toThrow(text);
    await expect(failed).rejects.toThrow(
      "Check the connection; or get the files another way and name their folder with --data-dir; " +
        "or use --data digits, which needs no download.",
    );
    expect(await readdir(folder)).toEqual([]);
  });

  test("offline: says that the server cannot be reached", async () => {
    const unreachable = { ...file(), mirrors: ["http://127.0.0.1:1/digits.bin"] };
    await expect(download(unreachable, folder, silent)).rejects.toThrow(/digits\.bin: fetch failed \(.+\)\n/);
  });

  test("a cache folder that cannot be made: says how to choose another", async () => {
    await writeFile(join(folder, "occupied"), "");
    await expect(download(file("/good"), join(folder, "occupied"), silent)).rejects.toThrow(
      /the cache folder .*occupied cannot be made: EEXIST.* Set CAMBIUM_CACHE to a folder of yours\./,
    );
  });
});

describe("downloadArchive", () => {
  test("unpacks the top folder once, and keeps no archive", async () => {
    const archive = gzipSync(
      await packTar([
        { header: { name: "top/", type: "directory", size: 0 } },
        { header: { name: "top/a.bin", size: content.length }, body: content },
      ]),
    );
    routes["/archive"] = (_, response) => response.end(archive);
    const remote = { ...file("/archive"), name: "all.tar.gz", sha256: sha256(archive) };
    const unpacked = await downloadArchive(remote, folder, "set", silent);
    await downloadArchive(remote, folder, "set", silent);
    expect(await readFile(join(unpacked, "a.bin"))).toEqual(content);
    expect(existsSync(join(folder, "all.tar.gz"))).toBe(false);
    expect(requests).toEqual(["/archive"]);
  });
});

describe("cacheFolder", () => {
  test("takes CAMBIUM_CACHE, then XDG_CACHE_HOME, then the home folder", () => {
    expect(cacheFolder({ CAMBIUM_CACHE: "/a", XDG_CACHE_HOME: "/b" })).toBe("/a");
    expect(cacheFolder({ CAMBIUM_CACHE: "", XDG_CACHE_HOME: "/b" })).toBe(join("/b", "cambium"));
    expect(cacheFolder({})).toMatch(/[/\\]\.cache[/\\]cambium$/);
  });
});
