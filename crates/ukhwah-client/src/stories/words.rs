//! Names of versions and parts.

use ukhwah_domain::language::Language;
use ukhwah_domain::story::{Audience, StoryPart, StoryVersion};

use crate::text;

/// How much of a part stands for its name where it has none.
const NAME_CHARACTERS: usize = 40;

pub(super) fn audience_name(audience: Audience, language: Language) -> &'static str {
    match audience {
        Audience::Clients => text::story_audience_clients(language),
        Audience::School => text::story_audience_school(language),
        Audience::Mosque => text::story_audience_mosque(language),
        Audience::Family => text::story_audience_family(language),
        Audience::Employer => text::story_audience_employer(language),
        Audience::Other => text::story_audience_other(language),
    }
}

/// "Versi untuk sekolah": the person's own words, or the audience; no religious word of the app's while that is off.
pub(super) fn version_name(version: &StoryVersion, religion: bool, language: Language) -> String {
    if let Some(words) = &version.audience_words {
        return text::story_version_for(language, words);
    }
    let audience = if version.audience.is_religious() && !religion { Audience::Other } else { version.audience };
    match audience {
        Audience::Clients => text::story_version_clients(language),
        Audience::School => text::story_version_school(language),
        Audience::Mosque => text::story_version_mosque(language),
        Audience::Family => text::story_version_family(language),
        Audience::Employer => text::story_version_employer(language),
        Audience::Other => text::story_version_other(language),
    }
    .to_owned()
}

/// What a part is called: its title, or how it begins.
pub(super) fn part_name(part: &StoryPart) -> String {
    if let Some(title) = &part.title {
        return title.to_string();
    }
    let first = part.text.as_str().lines().next().unwrap_or_default();
    match first.char_indices().nth(NAME_CHARACTERS) {
        None => first.to_owned(),
        Some((end, _)) => {
            let cut = &first[..end];
            // Not in the middle of a word, where there is a space to end at.
            format!("{}…", cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole).trim_end())
        }
    }
}
