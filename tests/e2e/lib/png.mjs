// Reads the PNGs that WebDriver makes: 8 bits per channel, RGB or RGBA, not interlaced.

import { inflateSync } from 'node:zlib';

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
