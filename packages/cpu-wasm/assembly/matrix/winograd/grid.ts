/**
 * The tiles of a padded image, counted row by row through all samples: a parameter block that begins with these words.
 *
 * Tiles overlap: one begins every `size` rows and columns, and is six rows and columns large.
 */
@unmanaged
export class Tiles {
  private image: u32;
  rowBytes: u32;
  planeBytes: u32;
  private sampleBytes: u32;
  private across: i32;
  private down: i32;
  private samples: i32;
  /** Outputs of a side of a tile. */
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

  private sample(tile: i32): i32 {
    return tile / (this.across * this.down);
  }

  /** Where a tile begins in the first plane of its sample; beyond the last tile, where the last one does. */
  address(tile: i32): usize {
    const existing = min(tile, this.total - 1);
    return <usize>this.image + this.offset(existing, this.rowBytes, this.sampleBytes);
  }

  /** The byte offset of the first result of a tile, where rows and samples are so many bytes apart. */
  offset(tile: i32, rowBytes: usize, sampleBytes: usize): usize {
    return (
      <usize>this.sample(tile) * sampleBytes +
      <usize>(this.row(tile) * this.size) * rowBytes +
      (<usize>(this.column(tile) * this.size) << 2)
    );
  }
}
