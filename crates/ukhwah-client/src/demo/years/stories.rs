//! The stories of the years: six of them, each in versions for those who hear it, and what was told.

use ukhwah_domain::id::{StoryId, StoryPartId, StoryVersionId};
use ukhwah_domain::story::{
    Audience, Choice, Piece, ShareWay, Story, StoryPart, StoryShare, StoryVersion, StoryWording, Telling,
};
use ukhwah_store::StoreError;

use super::words::{CHAPTERS, SPREAD, STORIES, TOPICS, WHY};
use super::{Part, Years, at_times, line, pick, places, text};

/// How often they were told in all.
const TOLD: u32 = 60;
const AUDIENCES: [Audience; 4] = [Audience::Clients, Audience::School, Audience::Mosque, Audience::Family];
const CHOICES: [Choice; 4] = [Choice::Told, Choice::Told, Choice::Reworded, Choice::Left];
const WAYS: [ShareWay; 4] = [ShareWay::Aloud, ShareWay::Aloud, ShareWay::Paper, ShareWay::Text];
const LISTENERS: &[&str] = &["Pelajar tingkatan 3", "Jemaah surau", "Kumpulan petang", "Keluarga baru"];

impl Years<'_, '_> {
    /// Writes the stories, and says which versions they have.
    pub(super) fn stories(&mut self) -> Result<Vec<StoryVersionId>, StoreError> {
        let mut told = Vec::new();
        for (title, pos) in STORIES.iter().zip(places()) {
            let story = self.tx.create(&Story { title: line(title), pos })?.into();
            let parts = self.parts(story)?;
            for audience in AUDIENCES {
                told.push((story, self.version(story, audience, &parts)?, parts[0]));
            }
        }
        self.shares(&told);
        Ok(told.into_iter().map(|(_, version, _)| version).collect())
    }

    fn parts(&mut self, story: StoryId) -> Result<Vec<StoryPartId>, StoreError> {
        let mut parts = Vec::new();
        for ((title, words), pos) in CHAPTERS.iter().zip(places()) {
            let part = StoryPart { story, title: Some(line(title)), text: text(words), pos };
            parts.push(self.tx.create(&part)?.into());
        }
        Ok(parts)
    }

    fn version(
        &mut self,
        story: StoryId,
        audience: Audience,
        parts: &[StoryPartId],
    ) -> Result<StoryVersionId, StoreError> {
        let title = Some(line(TOPICS[audience as usize % TOPICS.len()]));
        let version = self.tx.create(&StoryVersion { story, audience, audience_words: None, title })?.into();
        for (at, part) in parts.iter().enumerate() {
            let choice = CHOICES[(at + audience as usize) % CHOICES.len()];
            let other = (choice == Choice::Reworded).then(|| text(CHAPTERS[(at + 1) % CHAPTERS.len()].1));
            self.tx.create(&StoryWording { version, part: *part, choice, title: None, text: other })?;
        }
        Ok(version)
    }

    fn shares(&mut self, told: &[(StoryId, StoryVersionId, StoryPartId)]) {
        let mut random = self.random(Part::Stories);
        for date in self.spread(self.share(TOLD).max(1)) {
            let (story, version, part) = told[random.usize(..told.len())];
            let (title, words) = CHAPTERS[0];
            let piece = Piece { part, title: Some(title.to_owned()), text: words.to_owned() };
            let share = StoryShare {
                story,
                version,
                version_words: line(pick(&mut random, TOPICS)),
                told: Some(Telling { title: None, pieces: vec![piece] }),
                date,
                way: WAYS[random.usize(..WAYS.len())],
                person: None,
                whom: Some(line(pick(&mut random, LISTENERS))),
                why: at_times(&mut random, 70, WHY).map(text),
                spread: at_times(&mut random, 50, SPREAD).map(text),
            };
            self.on(date, share);
        }
    }
}
