//! How a Malay word grows in front: who looks for "tolong" also means "menolong" and "ditolong".
//!
//! What grows behind it ("tolonglah", "tolongan") needs none of this, since a word that is looked for may go on.

/// Shorter words begin too many others.
const SHORTEST: usize = 4;

/// What stands before a word as it is.
const AS_IT_IS: [&str; 9] = ["ber", "di", "ter", "ke", "se", "pe", "per", "memper", "diper"];

/// The other ways in which a word may begin, in lower case: none for a short word, or one with more than A to Z in it.
///
/// Source: the prefixes of standard Malay, with the sound that *meN-* and *peN-* take before each letter (*Tatabahasa
/// Dewan*, part 2). English words are not told apart: what they grow into here is no word and finds nothing.
pub(super) fn grown(word: &str) -> Vec<String> {
    let word = word.to_ascii_lowercase();
    let Some(first) = word.bytes().next() else { return Vec::new() };
    if word.len() < SHORTEST || !word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut grown: Vec<String> = AS_IT_IS.iter().map(|prefix| format!("{prefix}{word}")).collect();
    // Before an r, or where the first syllable ends in -er, their own r falls: berasa, terasa, bekerja.
    if first == b'r' || &word[1..3] == "er" {
        grown.extend(["be", "te"].map(|prefix| format!("{prefix}{word}")));
    }
    for prefix in ["me", "pe"] {
        let (sound, swallows) = nasal(first);
        grown.push(format!("{prefix}{sound}{}", &word[usize::from(swallows)..]));
        // Loan words keep their first letter: memproses, mengkaji.
        if let Some(kept) = kept(first) {
            grown.push(format!("{prefix}{kept}{word}"));
        }
    }
    grown
}

/// The sound that *meN-* ends in before a letter, and whether it swallows the letter.
const fn nasal(first: u8) -> (&'static str, bool) {
    match first {
        b'b' | b'f' | b'v' => ("m", false),
        b'p' => ("m", true),
        b'c' | b'd' | b'j' | b'z' => ("n", false),
        b't' => ("n", true),
        b's' => ("ny", true),
        b'k' => ("ng", true),
        b'a' | b'e' | b'g' | b'h' | b'i' | b'o' | b'q' | b'u' => ("ng", false),
        _ => ("", false),
    }
}

/// The same before a letter that is swallowed elsewhere and stays here.
const fn kept(first: u8) -> Option<&'static str> {
    match first {
        b'p' => Some("m"),
        b't' | b's' => Some("n"),
        b'k' => Some("ng"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_with_what_malay_puts_before_it() {
        for (base, all) in [
            ("tolong", "menolong ditolong tertolong penolong"),
            ("Pukul", "memukul dipukul pemukul berpukul"),
            ("sapu", "menyapu penyapu disapu"),
            ("kawan", "mengawan berkawan sekawan"),
            ("kaji", "mengkaji dikaji pengkaji"),
            ("proses", "memproses diproses pemproses"),
            ("kuat", "menguat terkuat kekuat memperkuat diperkuat"),
            ("rasa", "merasa berasa terasa perasa"),
            ("kerja", "bekerja dikerja pekerja"),
            ("tugas", "bertugas petugas menugas"),
            ("bantu", "membantu pembantu dibantu"),
            ("jaga", "menjaga penjaga"),
            ("ajar", "mengajar diajar pengajar"),
            ("lawan", "melawan berlawan pelawan"),
        ] {
            let grown = grown(base);
            for word in all.split(' ') {
                assert!(grown.iter().any(|one| one == word), "{base}: {word} in {grown:?}");
            }
        }
    }

    #[test]
    fn a_short_word_and_one_with_other_letters_stay_as_they_are() {
        for word in ["", "ibu", "kopi3", "café", "kawan-kawan", "李"] {
            assert_eq!(grown(word), Vec::<String>::new(), "{word}");
        }
    }
}
