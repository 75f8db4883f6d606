import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DataError } from "@cambium/data";
import { cacheFolder, download, downloadArchive, type RemoteFile } from "@cambium/data/files";
import { packTar } from "modern-tar";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const content = Buffer.from("seven ate nine".repeat(1000));
const sha256 = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");

let folder: string;
let server: Server;
let requests: string[];
/** Start of the range of each request. */
let ranges: number[];

/** Responses of the local server, by path. */
const routes: Record<string, RequestListener> = {
  "/good": (_, response) => response.end(content),
  "/other": (_, response) => response.end("something else"),
  "/always-a-part": (_, response) => response.writeHead(206).end("something else"),
  "/part-that-is-all": (_, response) => response.writeHead(206).end(content),
  "/packed": ({ headers }, response) =>
    /gzip/.test(headers["accept-encoding"] ?? "")
      ? response.writeHead(200, { "content-encoding": "gzip" }).end("no gzip at all")
      : response.end(content),
  "/silent": (_, response) => response.write("some"),
  "/missing": (_, response) => response.writeHead(404).end(),
  "/broken-off": (_, response) => {
    response.writeHead(200, { "content-length": content.length });
    response.write(content.subarray(0, 100));
    // Late enough for the bytes to arrive: bytes that come with the end of a connection may be lost.
    setTimeout(() => response.destroy(), 300);
  },
  "/in-parts": (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    ranges.push(start);
    if (start >= content.length) response.writeHead(416).end();
    else response.writeHead(start > 0 ? 206 : 200).end(content.subarray(start));
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cambium-download-"));
  requests = [];
  ranges = [];
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

describe("download", () => {
  test("brings a file, and finds it there the second time", async () => {
    const path = await download(file("/good"), { folder: join(folder, "new") });
    expect(await readFile(path)).toEqual(content);
    await download(file("/good"), { folder: join(folder, "new") });
    expect(requests).toEqual(["/good"]);
  });

  test("says what it downloads", async () => {
    const lines: string[] = [];
    await download(file("/good"), { folder, log: (line) => lines.push(line) });
    expect(lines).toEqual([expect.stringMatching(/^downloading http:\/\/127.0.0.1:\d+\/good$/)]);
  });

  test("brings a damaged copy anew", async () => {
    await writeFile(join(folder, "digits.bin"), "damaged");
    const path = await download(file("/good"), { folder });
    expect(await readFile(path)).toEqual(content);
  });

  test("tries the next mirror", async () => {
    await download(file("/missing", "/other", "/broken-off", "/good"), { folder });
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
    ["/always-a-part", /\/always-a-part: its SHA-256 is [0-9a-f]{64}, expected [0-9a-f]{64}\n/],
  ])("%s: says what is wrong and what to do, and leaves only what can be continued", async (path, text) => {
    const failed = download(file(path), { folder });
    await expect(failed).rejects.toThrow(text);
    await expect(failed).rejects.toThrow(
      `Check the connection, or get the file another way and put it at ${join(folder, "digits.bin")}.`,
    );
    expect(await readdir(folder)).toEqual(
      path === "/broken-off" ? [`digits.bin.${process.pid}.partial`] : [],
    );
  });

  test("continues what was broken off", async () => {
    await download(file("/broken-off", "/in-parts"), { folder });
    expect(ranges).toEqual([100]);
    expect(await readFile(join(folder, "digits.bin"))).toEqual(content);
  });

  test("continues what a process that is gone left, whole or in part", async () => {
    // No process has this id.
    const left = join(folder, "digits.bin.4194305.partial");
    for (const length of [5000, content.length]) {
      await writeFile(left, content.subarray(0, length));
      await rm(join(folder, "digits.bin"), { force: true });
      await download(file("/in-parts"), { folder });
      expect(await readdir(folder)).toEqual(["digits.bin"]);
    }
    expect(ranges).toEqual([5000, content.length]);
  });

  test("leaves alone what another process is bringing", async () => {
    const other = join(folder, `digits.bin.${process.ppid}.partial`);
    await writeFile(other, "some");
    await download(file("/in-parts"), { folder });
    expect(ranges).toEqual([0]);
    expect(await readFile(other, "utf8")).toBe("some");
  });

  test("begins anew when what was left is of another file", async () => {
    await writeFile(join(folder, "digits.bin.4194305.partial"), "nonsense");
    await download(file("/in-parts"), { folder });
    expect(ranges).toEqual([8, 0]);
    expect(await readFile(join(folder, "digits.bin"))).toEqual(content);
  });

  test("begins anew when a server says that it continues, but does not", async () => {
    await writeFile(join(folder, "digits.bin.4194305.partial"), content.subarray(0, 10));
    await download(file("/part-that-is-all"), { folder });
    expect(await readFile(join(folder, "digits.bin"))).toEqual(content);
    expect(requests).toHaveLength(2);
  });

  test("wants bytes that are not packed for the way", async () => {
    await download(file("/packed"), { folder });
    expect(await readFile(join(folder, "digits.bin"))).toEqual(content);
  });

  test("gives up a server that falls silent", async () => {
    await expect(download(file("/silent"), { folder, patience: 200 })).rejects.toThrow(
      "/silent: the server gave nothing for 200 ms\n",
    );
    server.closeAllConnections();
  });

  test("leaves alone what is kept of a file whose name only begins alike", async () => {
    const other = join(folder, "digits.bin.gz.4194305.partial");
    await writeFile(other, "some");
    await download(file("/in-parts"), { folder });
    expect([ranges, existsSync(other)]).toEqual([[0], true]);
  });

  test("takes names with folders, and digits of either case", async () => {
    const upper = sha256(content).toUpperCase();
    const path = await download({ ...file("/good"), name: "set/a.bin", sha256: upper }, { folder });
    expect(path).toBe(join(folder, "set", "a.bin"));
  });

  test.each([
    [{ name: "../a" }, 'the name must be one within the folder: got "../a". Give another folder instead.'],
    [{ sha256: "f00" }, 'sha256 must have 64 hexadecimal digits: got "f00". sha256sum prints them.'],
    [{ mirrors: [] }, "there is no address of digits.bin: got 0 mirrors. Give at least one."],
  ])("refuses %j", async (wrong, text) => {
    await expect(download({ ...file("/good"), ...wrong }, { folder })).rejects.toThrow(
      new RangeError(`download: ${text}`),
    );
  });

  test("refuses patience out of range", async () => {
    await expect(download(file("/good"), { folder, patience: 0 })).rejects.toThrow(
      new RangeError("download: patience must be above 0 and below 2³¹: got 0."),
    );
  });

  test("asked for twice at once, brings a file once", async () => {
    const both = await Promise.all([
      download(file("/good"), { folder }),
      download(file("/good"), { folder }),
    ]);
    expect(both[0]).toBe(both[1]);
    expect(requests).toEqual(["/good"]);
  });

  test("offline: says that the server cannot be reached", async () => {
    const unreachable = { ...file(), mirrors: ["http://127.0.0.1:1/digits.bin"] };
    await expect(download(unreachable, { folder })).rejects.toThrow(/digits\.bin: fetch failed \(.+\)\n/);
  });

  test("a cache folder that cannot be made: says how to choose another", async () => {
    await writeFile(join(folder, "occupied"), "");
    await expect(download(file("/good"), { folder: join(folder, "occupied") })).rejects.toThrow(
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
    // Two downloads at once, and a third one afterward.
    const both = [downloadArchive(remote, "set", { folder }), downloadArchive(remote, "set", { folder })];
    const [unpacked] = (await Promise.all(both)) as [string, string];
    await downloadArchive(remote, "set", { folder });
    expect(await readFile(join(unpacked, "a.bin"))).toEqual(content);
    expect(existsSync(join(folder, "all.tar.gz"))).toBe(false);
    expect(requests).toEqual(["/archive"]);
  });

  test("says what is no archive", async () => {
    await expect(downloadArchive(file("/good"), "set", { folder })).rejects.toThrow(
      new DataError(
        `downloadArchive: the archive cannot be unpacked: ${join(folder, "digits.bin")}: incorrect header check. ` +
          "Give the address of a .tar.gz.",
      ),
    );
  });
});

describe("cacheFolder", () => {
  test("takes CAMBIUM_CACHE, then XDG_CACHE_HOME, then the home folder", () => {
    expect(cacheFolder({ CAMBIUM_CACHE: "/a", XDG_CACHE_HOME: "/b" })).toBe("/a");
    expect(cacheFolder({ CAMBIUM_CACHE: "", XDG_CACHE_HOME: "/b" })).toBe(join("/b", "cambium"));
    expect(cacheFolder({})).toMatch(/[/\\]\.cache[/\\]cambium$/);
  });
});
