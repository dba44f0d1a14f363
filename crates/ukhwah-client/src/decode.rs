//! Bytes of unknown encoding as text: UTF-8 where it is that, UTF-16 after its mark, otherwise Windows-1252.

/// What Windows-1252 has at 0x80 to 0x9F, where Latin-1 has controls. Source: the WHATWG encoding standard.
const FROM_0X80: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a line that has no controls but tabs.
pub(crate) fn text(bytes: &[u8]) -> String {
    let kept = |c: &char| !c.is_control() || *c == '\t';
    match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().filter(kept).collect(),
        Err(_) => bytes.iter().copied().map(windows_1252).filter(kept).collect(),
    }
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => FROM_0X80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Turns UTF-16 into UTF-8, whatever the pieces in which it comes.
pub(crate) struct Utf16 {
    is_big: bool,
    /// A byte or a unit whose other half is in the next piece.
    rest: Vec<u8>,
}

impl Utf16 {
    /// A decoder, if this is how a file in UTF-16 begins.
    pub(crate) fn of(beginning: &[u8]) -> Option<Self> {
        match beginning {
            [0xff, 0xfe, ..] => Some(Self { is_big: false, rest: Vec::new() }),
            [0xfe, 0xff, ..] => Some(Self { is_big: true, rest: Vec::new() }),
            _ => None,
        }
    }

    /// The next piece as text.
    pub(crate) fn push(&mut self, piece: &[u8]) -> String {
        let mut bytes = std::mem::take(&mut self.rest);
        bytes.extend_from_slice(piece);
        let unit = |pair: &[u8; 2]| if self.is_big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
        let mut whole = bytes.len() / 2;
        if let Some(last) = bytes[..whole * 2].last_chunk::<2>()
            && (0xd800..0xdc00).contains(&unit(last))
        {
            whole -= 1;
        }
        let (now, later) = bytes.split_at(whole * 2);
        let units = now.as_chunks::<2>().0.iter().map(unit);
        let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.rest = later.to_vec();
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_western_text_is_read() {
        assert_eq!(text(b"Jos\xe9 \x93Pak\x94 \x80"), "José “Pak” €");
        assert_eq!(text("José 🌺\u{7}".as_bytes()), "José 🌺");
    }

    #[test]
    fn a_pair_of_units_survives_being_torn_apart() {
        let bytes: Vec<u8> = "\u{feff}Kak 🌺".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut decoder = Utf16::of(&bytes).expect("it has the mark");
        let said: String = bytes.iter().map(|byte| decoder.push(&[*byte])).collect();
        assert_eq!(said, "\u{feff}Kak 🌺");
    }
}
