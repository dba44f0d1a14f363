//! A quarter of a second of a tone in each kind of file that can be chosen, made here, so that no foreign file is needed.
//!
//! Each writer knows just enough of its format for one tone. Sources: RFC 9639 (FLAC), ISO 11172-3 (MP3), the Vorbis I
//! specification and RFC 3533 (Ogg).

use std::f64::consts::TAU;

const RATE: u32 = 8_000;
const LENGTH: u32 = RATE / 4;

/// One tone in every kind of file, with the kind's name.
pub(super) fn all() -> [(&'static str, Vec<u8>); 4] {
    let tone: Vec<i16> =
        (0..LENGTH).map(|at| ((f64::from(at) * 440.0 * TAU / f64::from(RATE)).sin() * 12_000.0) as i16).collect();
    [("WAV", wav(&tone)), ("FLAC", flac(&tone)), ("Ogg", ogg()), ("MP3", mp3())]
}

/// Samples of 16 bits as WAV.
pub(super) fn wav(samples: &[i16]) -> Vec<u8> {
    let length = u32::try_from(samples.len() * 2).expect("it is short");
    let mut file = Vec::from(*b"RIFF");
    file.extend((36 + length).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend([16, 0, 0, 0, 1, 0, 1, 0]); // PCM, one channel
    file.extend(RATE.to_le_bytes());
    file.extend((RATE * 2).to_le_bytes());
    file.extend([2, 0, 16, 0]);
    file.extend(b"data");
    file.extend(length.to_le_bytes());
    file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    file
}

/// Bits, the most significant one first, as FLAC and MP3 have them.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    count: usize,
}

impl Bits {
    fn put(&mut self, width: usize, value: u64) -> &mut Self {
        for place in (0..width).rev() {
            if self.count.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let bit = u8::from((value >> place) & 1 == 1);
            *self.bytes.last_mut().expect("it was pushed") |= bit << (7 - self.count % 8);
            self.count += 1;
        }
        self
    }
}

/// Samples as FLAC, in frames that are not compressed.
fn flac(samples: &[i16]) -> Vec<u8> {
    const FRAME: usize = 1_000;
    let mut head = Bits::default();
    head.put(8, 0x80).put(24, 34); // the one block, STREAMINFO
    head.put(16, FRAME as u64).put(16, FRAME as u64).put(24, 0).put(24, 0);
    head.put(20, RATE.into()).put(3, 0).put(5, 15).put(36, samples.len() as u64);
    let mut file = Vec::from(*b"fLaC");
    file.extend(head.bytes);
    file.extend([0; 16]); // no checksum of the whole
    for (number, samples) in samples.chunks(FRAME).enumerate() {
        let mut frame = Bits::default();
        frame.put(16, 0xFFF8).put(4, 0b0111).put(4, 0).put(4, 0).put(3, 0b100).put(1, 0);
        frame.put(8, number as u64).put(16, samples.len() as u64 - 1);
        let check = crc(&frame.bytes, 8, 0x07);
        frame.put(8, check).put(8, 0b10); // a verbatim subframe
        for sample in samples {
            frame.put(16, u64::from(sample.cast_unsigned()));
        }
        let check = crc(&frame.bytes, 16, 0x8005);
        frame.put(16, check);
        file.extend(frame.bytes);
    }
    file
}

/// A checksum of `width` bits that begins with nothing and turns no bits around.
fn crc(bytes: &[u8], width: u32, polynomial: u64) -> u64 {
    let top = 1 << (width - 1);
    bytes.iter().fold(0, |sum, byte| {
        let sum = sum ^ (u64::from(*byte) << (width - 8));
        let step = |sum: u64, _| if sum & top == 0 { sum << 1 } else { (sum << 1) ^ polynomial };
        (0..8).fold(sum, step) & (u64::MAX >> (64 - width))
    })
}

/// MP3: one line of the spectrum in every granule, at 44.1 kHz and 64 kbit/s.
fn mp3() -> Vec<u8> {
    const FRAMES: usize = 10;
    const FRAME_LENGTH: usize = 208;
    let mut side = Bits::default();
    side.put(9, 0).put(5, 0).put(4, 0);
    for _granule in 0..2 {
        // 8 bits for 6 pairs in Huffman table 1; nothing scales but the gain.
        side.put(12, 8).put(9, 6).put(8, 200).put(4, 0).put(1, 0);
        side.put(5, 1).put(5, 1).put(5, 1).put(4, 0).put(3, 0).put(3, 0);
    }
    let mut frame = vec![0xFF, 0xFB, 0x50, 0xC0];
    frame.extend(side.bytes);
    // Five pairs of nothing, then (1, 0) and its sign, for each granule.
    frame.extend([0b1111_1010; 2]);
    frame.resize(FRAME_LENGTH, 0);
    frame.repeat(FRAMES)
}

/// Bits, the least significant one first, as Vorbis has them.
#[derive(Default)]
struct LowBits {
    bytes: Vec<u8>,
    count: usize,
}

impl LowBits {
    fn put(&mut self, width: usize, value: u64) -> &mut Self {
        for place in 0..width {
            if self.count.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let bit = u8::from((value >> place) & 1 == 1);
            *self.bytes.last_mut().expect("it was pushed") |= bit << (self.count % 8);
            self.count += 1;
        }
        self
    }

    fn put_head(&mut self, kind: u8) -> &mut Self {
        for byte in [&[kind], b"vorbis".as_slice()].concat() {
            self.put(8, byte.into());
        }
        self
    }

    /// A book of codes that all have this many bits.
    fn put_book(&mut self, entries: u64, bits: u64) -> &mut Self {
        self.put(24, 0x56_43_42).put(16, 1).put(24, entries).put(1, 0).put(1, 0);
        for _ in 0..entries {
            self.put(5, bits - 1);
        }
        self
    }
}

/// Ogg Vorbis: one line of the spectrum in every packet.
fn ogg() -> Vec<u8> {
    const HALF: u64 = 128;
    let mut identity = LowBits::default();
    identity.put_head(1).put(32, 0).put(8, 1).put(32, RATE.into()).put(32, 0).put(32, 0).put(32, 0);
    identity.put(8, 0x88).put(1, 1); // 256 samples to a block, long or short
    let mut comment = LowBits::default();
    comment.put_head(3).put(32, 0).put(32, 0).put(1, 1);
    let packets: Vec<Vec<u8>> = (0..=u64::from(LENGTH).div_ceil(HALF)).map(|_| vorbis_packet()).collect();
    let last = (packets.len() as u64 - 1) * HALF;
    let pages = [(2, 0, vec![identity.bytes]), (0, 0, vec![comment.bytes, vorbis_setup()]), (4, last, packets)];
    let pages = pages.into_iter().zip(0_u32..);
    pages.flat_map(|((flags, position, packets), number)| ogg_page(flags, position, number, &packets)).collect()
}

/// Two books, a floor that is a straight line, a residue in 16 parts, one mapping, one mode.
fn vorbis_setup() -> Vec<u8> {
    const ONE: u64 = (788 << 21) | 1;
    const MINUS_ONE: u64 = (1 << 31) | ONE;
    let mut setup = LowBits::default();
    setup.put_head(5).put(8, 1);
    setup.put_book(2, 1).put(4, 0); // whether there is anything in a part
    setup.put_book(4, 2).put(4, 1).put(32, MINUS_ONE).put(32, ONE).put(4, 1).put(1, 0); // -1, 0, 1, 2
    for value in 0..4 {
        setup.put(2, value);
    }
    setup.put(6, 0).put(16, 0);
    setup.put(6, 0).put(16, 1).put(5, 0).put(2, 0).put(4, 7);
    setup.put(6, 0).put(16, 1).put(24, 0).put(24, 128).put(24, 7).put(6, 1).put(8, 0);
    setup.put(4, 0).put(4, 1).put(8, 1);
    setup.put(6, 0).put(16, 0).put(1, 0).put(1, 0).put(2, 0).put(8, 0).put(8, 0).put(8, 0);
    setup.put(6, 0).put(1, 0).put(16, 0).put(16, 0).put(8, 0).put(1, 1);
    setup.bytes
}

fn vorbis_packet() -> Vec<u8> {
    const LEVEL: u64 = 230;
    let mut packet = LowBits::default();
    packet.put(1, 0).put(1, 1).put(8, LEVEL).put(8, LEVEL);
    for part in 0..16 {
        packet.put(1, u64::from(part == 1));
        if part == 1 {
            for line in 0..8 {
                // The bits of a code come in the order in which the tree is walked.
                packet.put(2, if line == 6 { 0b01 } else { 0b10 });
            }
        }
    }
    packet.bytes
}

fn ogg_page(flags: u8, position: u64, number: u32, packets: &[Vec<u8>]) -> Vec<u8> {
    let laces: Vec<u8> = packets
        .iter()
        .flat_map(|packet| {
            let whole = packet.len() / 255;
            std::iter::repeat_n(255, whole).chain([u8::try_from(packet.len() % 255).expect("it is less than 255")])
        })
        .collect();
    let mut page = Vec::from(*b"OggS");
    page.extend([0, flags]);
    page.extend(position.to_le_bytes());
    page.extend(1_u32.to_le_bytes());
    page.extend(number.to_le_bytes());
    page.extend([0; 4]);
    page.push(u8::try_from(laces.len()).expect("a page has up to 255 laces"));
    page.extend(laces);
    page.extend(packets.concat());
    let check = u32::try_from(crc(&page, 32, 0x04C1_1DB7)).expect("it has 32 bits");
    page[22..26].copy_from_slice(&check.to_le_bytes());
    page
}
