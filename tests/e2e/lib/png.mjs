// Reads the PNGs that WebDriver makes (8 bits per channel, RGB or RGBA, not interlaced), and writes small ones.

import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Pixels in rows from the top, four bytes (RGBA) each. @typedef {{ width: number, height: number, data: Uint8ClampedArray }} Picture */

/** @param {Buffer} png @returns {Picture} */
export function decode(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [depth, colour, , , interlace] = png.subarray(24, 29);
  const channels = { 2: 3, 6: 4 }[colour];
  if (depth !== 8 || interlace !== 0 || !channels) throw new Error('a kind of PNG that is not read here');
  const rows = unfilter(inflateSync(Buffer.concat(imageData(png))), width * channels, height, channels);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      data[pixel * 4 + channel] = rows[pixel * channels + channel];
    }
  }
  return { width, height, data };
}

/** How many different colours a picture has. @param {Picture} picture */
export function colours({ data }) {
  return new Set(new Uint32Array(data.buffer)).size;
}

/**
 * A part of a picture.
 * @param {Picture} picture
 * @param {{ x: number, y: number, width: number, height: number }} box in pixels, inside the picture
 * @returns {Picture}
 */
export function cut(picture, { x, y, width, height }) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * picture.width + x) * 4;
    data.set(picture.data.subarray(from, from + width * 4), row * width * 4);
  }
  return { width, height, data };
}

/**
 * Pictures of one height side by side.
 * @param {Picture[]} pictures
 * @returns {Picture}
 */
export function beside(pictures) {
  const [{ height }] = pictures;
  const width = pictures.reduce((sum, picture) => sum + picture.width, 0);
  const data = new Uint8ClampedArray(width * height * 4);
  let left = 0;
  for (const picture of pictures) {
    for (let row = 0; row < height; row++) {
      const from = row * picture.width * 4;
      data.set(picture.data.subarray(from, from + picture.width * 4), (row * width + left) * 4);
    }
    left += picture.width;
  }
  return { width, height, data };
}

/**
 * Writes a picture with at most 256 colours: those it has most of, and for the others the nearest of them. Screens have
 * few colours, and many between them only at the edges of letters.
 * @param {Picture} picture
 */
export function encode({ width, height, data }) {
  const pixels = new Uint32Array(data.buffer);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts.keys()]
    .sort((a, b) => Number(counts.get(b)) - Number(counts.get(a)))
    .slice(0, 256);
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));
  const rows = Buffer.alloc((width + 1) * height); // each with filter 0 in front
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows[y * (width + 1) + 1 + x] = Number(places.get(pixels[y * width + x]));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => channels(colour)))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {number} colour as it lies in memory: red first */
function channels(colour) {
  return [colour & 0xff, (colour >> 8) & 0xff, (colour >> 16) & 0xff];
}

/** @param {number[]} palette @param {number} colour */
function nearest(palette, colour) {
  const wanted = channels(colour);
  const far = palette.map((one) =>
    channels(one).reduce((sum, part, at) => sum + (part - wanted[at]) ** 2, 0),
  );
  return far.indexOf(Math.min(...far));
}

/** @param {string} type @param {Buffer} content */
function chunk(type, content) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** @param {Buffer} png */
function* chunks(png) {
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), content: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** @param {Buffer} png */
function imageData(png) {
  return [...chunks(png)].filter(({ type }) => type === 'IDAT').map(({ content }) => content);
}

/**
 * Undoes the filter of each row. Source: PNG specification, third edition, section 9.
 * @param {Buffer} raw rows with a filter byte in front
 * @param {number} stride bytes of a row
 * @param {number} height
 * @param {number} step bytes of a pixel
 */
function unfilter(raw, stride, height, step) {
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? rows[y * stride + x - step] : 0;
      const up = y > 0 ? rows[(y - 1) * stride + x] : 0;
      const corner = x >= step && y > 0 ? rows[(y - 1) * stride + x - step] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      rows[y * stride + x] = raw[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return rows;
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const estimate = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(estimate - value));
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
