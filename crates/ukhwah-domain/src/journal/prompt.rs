//! Questions to begin an entry from, in both languages: from everyday life, and none of a questionnaire's.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::language::Language;

/// A question to begin from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// Its name for good.
    pub code: String,
    /// The question in Malay.
    pub ms: String,
    /// The question in English.
    pub en: String,
}

impl Prompt {
    /// The question in a language.
    #[must_use]
    pub fn words(&self, language: Language) -> &str {
        match language {
            Language::Ms => &self.ms,
            Language::En => &self.en,
        }
    }
}

/// Every question, in the order in which they are offered. None of them speaks of religion.
#[must_use]
pub fn prompts() -> &'static [Prompt] {
    static PROMPTS: OnceLock<Vec<Prompt>> = OnceLock::new();
    PROMPTS.get_or_init(|| {
        serde_json::from_str(include_str!("../../content/prompts.json")).expect("a test reads every question")
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::journal::PromptWords;

    #[test]
    fn every_question_is_whole_and_there_only_once() {
        assert!(prompts().len() >= 24);
        let codes: BTreeSet<_> = prompts().iter().map(|prompt| &prompt.code).collect();
        assert_eq!(codes.len(), prompts().len());
        for prompt in prompts() {
            for language in [Language::Ms, Language::En] {
                assert!(PromptWords::parse(prompt.words(language)).is_ok(), "{}", prompt.code);
            }
        }
    }

    #[test]
    fn nobody_is_asked_about_religion_drugs_or_failing() {
        let refused = [
            "doa", "solat", "tuhan", "allah", "iman", "dosa", "pray", "god", "faith", "sin ", "dadah", "drug",
            "relapse", "gagal", "fail", "skor", "score",
        ];
        for prompt in prompts() {
            let words = format!("{} {} ", prompt.ms, prompt.en).to_lowercase();
            let found = refused.iter().find(|word| words.split(|c: char| !c.is_alphabetic()).any(|w| w == word.trim()));
            assert_eq!(found, None, "{}", prompt.code);
        }
    }
}
