//! The ready-made words to pick from, in both languages.
//!
//! They lie in `content/*.json`. An entry that has shipped keeps its code for good, because cards name it; its words
//! may be improved.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// What a situation or a response is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(rename = "DeckTheme"))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each name says all there is to say")]
pub enum Theme {
    Boredom,
    Payday,
    OldFriends,
    Anger,
    Loneliness,
    Family,
    ClientStory,
    Rejection,
    Festival,
    SocialMedia,
    Tiredness,
    Pain,
    GoodNews,
    Night,
    Travel,
    Money,
    MoveAway,
    CallSomeone,
    Body,
    Hands,
    Place,
    Faith,
    Calm,
    Tell,
    Delay,
}

/// One ready-made text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name for good, unique among all decks.
    pub code: String,
    /// What it is about; the decks of single lines have no themes.
    #[serde(default)]
    pub theme: Option<Theme>,
    /// The words in Malay.
    pub ms: String,
    /// The words in English.
    pub en: String,
    /// Whether it is shown only where religious content is switched on.
    #[serde(default)]
    pub religious: bool,
}

impl Entry {
    /// The words in a language.
    #[must_use]
    pub fn words(&self, language: Language) -> &str {
        match language {
            Language::Ms => &self.ms,
            Language::En => &self.en,
        }
    }
}

/// A set of texts to pick from, in the order in which they are shown.
#[derive(Debug)]
pub struct Deck(Vec<Entry>);

macro_rules! decks {
    ($($(#[$doc:meta])* $name:ident $file:literal;)*) => {
        impl Deck {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name() -> &'static Self {
                    static DECK: OnceLock<Deck> = OnceLock::new();
                    DECK.get_or_init(|| Self::parse(include_str!(concat!("../../content/", $file))))
                }
            )*

            fn all() -> impl Iterator<Item = &'static Self> {
                [$(Self::$name()),*].into_iter()
            }
        }
    };
}

decks! {
    /// Situations: each follows "if".
    situations "situations.json";
    /// Responses: each follows "then" and can be done within five minutes.
    responses "responses.json";
    /// Beginnings of reasons, to be finished in one's own words.
    reasons "reasons.json";
    /// Early warning signs.
    signs "signs.json";
    /// Things to do alone.
    alone "alone.json";
    /// Ways to make the surroundings safer.
    surroundings "surroundings.json";
}

impl Deck {
    fn parse(json: &str) -> Self {
        Self(serde_json::from_str(json).expect("a test reads every deck"))
    }

    /// The texts to show; without religious content those marked so are left out.
    pub fn entries(&self, religious: bool) -> impl Iterator<Item = &Entry> {
        self.0.iter().filter(move |entry| religious || !entry.religious)
    }

    /// The entry with this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.code == code)
    }
}

/// The entry with this code in any deck.
pub(super) fn find(code: &str) -> Option<&'static Entry> {
    static BY_CODE: OnceLock<BTreeMap<&str, &Entry>> = OnceLock::new();
    let by_code = BY_CODE
        .get_or_init(|| Deck::all().flat_map(|deck| &deck.0).map(|entry| (entry.code.as_str(), entry)).collect());
    by_code.get(code).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    /// The plan may be seen by anyone: nothing ready-made tells what it is about, and nothing shames.
    const TELLING: &str = "aadk addict addiction addicts alcohol arak barang bersih clean craving cravings dadah dealer drug drugs \
        drunk fail failed gagal ganja gian heroin high hisap jarum kambuh kecanduan ketagih ketagihan ketum \
        lemah mabuk methadone metadon needle overdose pemulihan penagih pil pills recovering recovery relapse \
        rehab serenti sober stim stuff syabu tergelincir urge using";

    /// Words that nobody should read who switched religious content off.
    const RELIGIOUS: &str = "allah azan berbuka berdoa beraya beristighfar berzikir buddha christmas church deepavali doa fasting gereja god haram islam \
        istighfar krismas kuil masjid mosque muslim pray prayer prayers puasa quran rakaat ramadan raya solat \
        subuh surau taubat temple tokong tuhan ustaz ustazah wuduk zikir";

    /// The first word of an entry that is on a list.
    fn found(entry: &Entry, list: &str) -> Option<String> {
        let words = [&entry.ms, &entry.en].into_iter().flat_map(|text| text.unicode_words()).map(str::to_lowercase);
        words.into_iter().find(|word| list.split_whitespace().any(|listed| listed == word))
    }

    #[test]
    fn the_decks_to_link_are_large_enough_with_and_without_religion() {
        for deck in [Deck::situations(), Deck::responses()] {
            let (all, plain) = (deck.entries(true).count(), deck.entries(false).count());
            assert!(all >= 30 && plain >= 24, "{all} entries, {plain} without religion");
            assert!((all - plain) * 3 <= all, "at most a third is religious");
            assert!(deck.entries(true).all(|entry| entry.theme.is_some()));
        }
        assert!(Deck::signs().entries(false).count() >= 16);
        assert!(Deck::alone().entries(false).count() >= 12);
        assert!(Deck::reasons().entries(false).count() >= 8);
        assert!(Deck::surroundings().entries(false).count() >= 8);
    }

    #[test]
    fn every_code_is_short_and_names_one_entry() {
        let codes: Vec<_> = Deck::all().flat_map(|deck| &deck.0).map(|entry| entry.code.as_str()).collect();
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
        for code in codes {
            let sound = |b: u8| b.is_ascii_lowercase() || b == b'_';
            assert!((1..=64).contains(&code.len()) && code.bytes().all(sound), "{code}");
            assert_eq!(find(code).map(|entry| entry.code.as_str()), Some(code));
        }
    }

    #[test]
    fn every_text_is_there_in_both_languages_and_short() {
        let mut seen = BTreeSet::new();
        for entry in Deck::all().flat_map(|deck| &deck.0) {
            for text in [&entry.ms, &entry.en] {
                assert_eq!(text.trim(), text);
                assert!((1..=90).contains(&text.graphemes(true).count()), "{text}");
                assert!(!text.ends_with(['.', '!', ',']), "{text}");
                assert!(seen.insert(text), "{text} stands twice");
            }
        }
    }

    #[test]
    fn situations_and_responses_make_one_sentence() {
        for entry in Deck::situations().entries(true).chain(Deck::responses().entries(true)) {
            assert!(entry.ms.starts_with(char::is_lowercase) || entry.ms.starts_with("Facebook"), "{}", entry.ms);
            let starts_small = |text: &str| text.starts_with(char::is_lowercase) || text.starts_with("I ");
            assert!(starts_small(&entry.en) || entry.en.starts_with("Facebook"), "{}", entry.en);
        }
        for entry in Deck::responses().entries(true) {
            assert!(entry.ms.starts_with("saya ") && entry.en.starts_with("I "), "{}", entry.code);
        }
    }

    #[test]
    fn nothing_ready_made_tells_on_anyone() {
        for entry in Deck::all().flat_map(|deck| &deck.0) {
            assert_eq!(found(entry, TELLING), None, "{}", entry.code);
        }
    }

    #[test]
    fn without_religious_content_no_religious_word_is_left() {
        for entry in Deck::all().flat_map(|deck| deck.entries(false)) {
            assert_eq!(found(entry, RELIGIOUS), None, "{}", entry.code);
        }
    }

    #[test]
    fn an_entry_is_found_by_its_code_in_its_own_deck() {
        let entry = Deck::situations().get("payday_friends").expect("an entry that has shipped stays");
        assert_eq!(entry.words(Language::Ms), "kawan lama ajak lepak malam gaji");
        assert_eq!(entry.words(Language::En), "an old friend asks me to hang out on pay night");
        assert_eq!(Deck::responses().get("payday_friends"), None);
    }
}
