//! The story of the example profile: four parts, a version that leaves one out and rewords another, and one telling.

use chrono::TimeDelta;
use ukhwah_domain::story::{Audience, Choice};
use ukhwah_domain::time::malaysian_date;

use crate::app::App;
use crate::error::IpcError;
use crate::stories::{
    ListenerRequest, ShareBy, StoryPartRequest, StoryRequest, StoryShareRequest, StoryTarget, StoryVersionRequest,
    VersionPartRequest,
};

/// Title and text of each part.
const PARTS: [(&str, &str); 4] = [
    (
        "Kawan yang salah",
        "Masa sekolah saya cari kawan yang terima saya. Saya jumpa mereka di belakang kedai, dan saya ikut apa saja \
         yang mereka buat.",
    ),
    (
        "Rumah yang sunyi",
        "Duit belanja rumah habis di tangan saya. Isteri saya balik ke rumah mak dia, bawa anak sekali.",
    ),
    (
        "Malam yang ubah saya",
        "Satu malam Abang Rahim duduk dengan saya sampai Subuh. Dia tak ceramah. Dia cuma tak balik.",
    ),
    ("Sekarang", "Saya kerja, saya ada kumpulan, dan anak saya tunggu saya hujung minggu."),
];

impl App {
    pub(super) fn fill_stories(&self) -> Result<(), IpcError> {
        let title = "Jalan pulang".to_owned();
        let story = self.story_save(StoryRequest { id: None, seen: None, title })?.id;
        for (title, text) in PARTS {
            let (title, text) = (Some(title.to_owned()), text.to_owned());
            self.story_part_save(StoryPartRequest { id: None, seen: None, story, title, text })?;
        }
        let parts = self.story_view(StoryTarget { id: story })?.parts;
        let version = |audience, title: &str, said: [(Choice, Option<&str>); 4]| {
            self.story_version_save(StoryVersionRequest {
                id: None,
                seen: None,
                story,
                audience,
                audience_words: None,
                title: Some(title.to_owned()),
                parts: parts
                    .iter()
                    .zip(said)
                    .map(|(part, (choice, text))| VersionPartRequest {
                        part: part.id,
                        choice: Some(choice),
                        title: text.and(part.title.clone()),
                        text: text.map(str::to_owned),
                        seen: None,
                    })
                    .collect(),
            })
        };
        let other = "Satu malam ada seorang abang duduk dengan saya sampai pagi. Dia tak ceramah. Dia cuma tak balik.";
        let school = version(
            Audience::School,
            "Pilih kawan",
            [(Choice::Told, None), (Choice::Left, None), (Choice::Reworded, Some(other)), (Choice::Told, None)],
        )?;
        version(Audience::Clients, "Saya pernah di situ", [(Choice::Told, None); 4])?;
        let day = malaysian_date(self.clock.now()) - TimeDelta::days(30);
        self.story_share(StoryShareRequest {
            version: school.id,
            listener: ListenerRequest { person: None, words: Some("Pelajar tingkatan 3".to_owned()) },
            why: Some("Supaya mereka berani kata tak nak.".to_owned()),
            spread: Some("Tak apa. Semua orang di surau pun sudah tahu.".to_owned()),
            date: Some(day.to_string()),
            by: ShareBy::Aloud,
        })
        .map(drop)
    }
}
