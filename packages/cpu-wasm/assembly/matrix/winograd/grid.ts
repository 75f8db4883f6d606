/**
 * Parameters that describe the tiles of a padded image, counted row by row through all samples.
 *
 * Tiles have six rows and columns and overlap: one begins every `size` rows and columns.
 */
@unmanaged
export class Tiles {
  image: usize;
  rowBytes: usize;
  planeBytes: usize;
  sampleBytes: usize;
  /** Tiles in a row, and rows of tiles. */
  across: i32;
  down: i32;
  samples: i32;
  /** Outputs along a side of a tile. */
  size: i32;

  get total(): i32 {
    return this.across * this.down * this.samples;
  }

  row(tile: i32): i32 {
    return (tile / this.across) % this.down;
  }

  column(tile: i32): i32 {
    return tile % this.across;
  }

  /**
   * Writes the addresses of `count` tiles in the first plane of their sample, which is at `base` for the first sample. Entries beyond the last tile
   * repeat its address.
   *
   * @param rowBytes Bytes from one row to the next.
   * @param sampleBytes Bytes from one sample to the next.
   */
  writeAddresses(begin: i32, count: i32, base: usize, rowBytes: usize, sampleBytes: usize, to: usize): void {
    const across = this.across;
    const tileBytes = <usize>this.size << 2;
    let column = this.column(begin);
    let row = this.row(begin);
    let sample = base + <usize>(begin / (across * this.down)) * sampleBytes;
    let left = this.total - begin;
    let at: usize = 0;
    for (let i = 0; i < count; i++) {
      if (left-- > 0) at = sample + <usize>(row * this.size) * rowBytes + <usize>column * tileBytes;
      store<u32>(to, <u32>at);
      to += 4;
      if (++column == across) {
        column = 0;
        if (++row == this.down) {
          row = 0;
          sample += sampleBytes;
        }
      }
    }
  }
}
