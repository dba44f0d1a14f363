//! Example data for trying the app out and for the pictures: believable, and nobody's.
//!
//! A number in an example may be dialled by mistake, so all of them are from the block that the North American Numbering
//! Plan keeps free for fiction (555-0100 to 555-0199): Malaysia has no such block.

mod burden;
mod check_ins;
mod days;
mod journal;
mod path;
mod service;
mod stories;
mod years;

use chrono::TimeDelta;
use ukhwah_domain::person::{Knows, NumberLabel, Role, Sex};
use ukhwah_domain::plan::{Deck, Dimension, Outcome, PlanPart};
use ukhwah_domain::time::malaysian_date;

use crate::app::{App, Stage};
use crate::error::IpcError;
use crate::people::{NumberRequest, PersonRequest, SpanView};
use crate::plan::{CardRequest, GoalRequest, PlaceRequest, PlanItemRequest, RehearseRequest, SideView};
use crate::settings::ProfileSettings;

struct Example {
    name: &'static str,
    role: Role,
    number: &'static str,
    knows: Knows,
    /// First and last minute of every day's hours.
    hours: Option<(u16, u16)>,
    rhythm_days: Option<u16>,
    days_since: i64,
    on_ladder: bool,
}

const PEOPLE: [Example; 6] = [
    Example {
        name: "Abang Rahim",
        role: Role::Senior,
        number: "+1 202-555-0101",
        knows: Knows::Yes,
        hours: Some((360, 1380)),
        rhythm_days: Some(7),
        days_since: 2,
        on_ladder: true,
    },
    Example {
        name: "Zul",
        role: Role::Leader,
        number: "+1 202-555-0102",
        knows: Knows::Yes,
        hours: Some((480, 1320)),
        rhythm_days: Some(7),
        days_since: 4,
        on_ladder: true,
    },
    Example {
        name: "Kak Long",
        role: Role::Family,
        number: "+1 202-555-0103",
        knows: Knows::Yes,
        hours: None,
        rhythm_days: Some(3),
        days_since: 1,
        on_ladder: true,
    },
    Example {
        name: "Azmi",
        role: Role::Peer,
        number: "+1 202-555-0104",
        knows: Knows::Yes,
        hours: None,
        rhythm_days: Some(14),
        days_since: 5,
        on_ladder: true,
    },
    Example {
        name: "Kamal",
        role: Role::Peer,
        number: "+1 202-555-0105",
        knows: Knows::Yes,
        hours: None,
        rhythm_days: Some(7),
        days_since: 12,
        on_ladder: false,
    },
    Example {
        name: "Puan Salmah",
        role: Role::Supervisor,
        number: "+1 202-555-0106 ext 12",
        knows: Knows::No,
        hours: Some((510, 1020)),
        rhythm_days: None,
        days_since: 20,
        on_ladder: false,
    },
];

/// Situation and response, by their codes in the decks.
const CARDS: [(&str, &str); 3] =
    [("payday_friends", "home_and_call"), ("empty_weekend", "sit_with_others"), ("client_like_me", "ten_breaths")];

const ITEMS: [(PlanPart, &str); 9] = [
    (PlanPart::Reason, "Anak saya sudah mula percaya semula."),
    (PlanPart::Reason, "Saya nak balik rumah dengan tenang setiap malam."),
    (PlanPart::WarningSign, "Susah tidur dua malam berturut-turut"),
    (PlanPart::WarningSign, "Mula mengelak perjumpaan"),
    (PlanPart::WarningSign, "Cepat marah dengan orang rumah"),
    (PlanPart::Alone, "Mandi, minum air, jalan keliling taman"),
    (PlanPart::LiftingPlace, "Tepi pantai waktu pagi"),
    (PlanPart::Ask, "Abang Rahim"),
    (PlanPart::Surroundings, "Kad bank dengan isteri pada malam gaji"),
];

impl App {
    /// Makes the example profile, unless this folder holds one already.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn fill_with_examples(&self) -> Result<(), IpcError> {
        if self.stage() != Stage::Fresh {
            return Ok(());
        }
        self.begin()?;
        self.profile_save(ProfileSettings { religion: true, sex: Some(Sex::Man), prefer_same_sex: false })?;
        for example in &PEOPLE {
            self.person_save(self.person(example))?;
        }
        for (part, text) in ITEMS {
            self.plan_item_save(PlanItemRequest {
                id: None,
                seen: None,
                part,
                text: text.to_owned(),
                person: None,
                on_lock_screen: false,
            })?;
        }
        self.fill_cards()?;
        self.plan_place_save(PlaceRequest {
            id: None,
            seen: None,
            name: "Surau kampung".to_owned(),
            note: Some("Buka sampai lepas Isyak".to_owned()),
            map: Some("3.8077, 103.3260".to_owned()),
            on_lock_screen: true,
        })?;
        self.plan_goal_save(GoalRequest {
            id: None,
            seen: None,
            dimension: Dimension::Health,
            text: "Tidur sebelum tengah malam".to_owned(),
            next_step: Some("Letak telefon di dapur pukul 10".to_owned()),
            done: false,
        })?;
        self.fill_days()?;
        self.fill_stories()?;
        self.fill_service()?;
        self.fill_check_ins()?;
        self.fill_journal()?;
        self.fill_path()?;
        self.fill_burden()?;
        self.welcome_done()?;
        Ok(())
    }

    fn fill_cards(&self) -> Result<(), IpcError> {
        let language = self.language();
        let side = |entry: &ukhwah_domain::plan::Entry| SideView {
            code: Some(entry.code.clone()),
            text: entry.words(language).to_owned(),
        };
        let pairs = CARDS.iter().filter_map(|(situation, response)| {
            Some((Deck::situations().get(situation)?, Deck::responses().get(response)?))
        });
        for (situation, response) in pairs {
            self.plan_card_save(CardRequest {
                id: None,
                seen: None,
                situation: side(situation),
                response: side(response),
                on_lock_screen: false,
            })?;
        }
        if let Some(card) = self.plan_view()?.cards.first() {
            self.plan_rehearse(RehearseRequest { card: card.id, outcome: Outcome::StillWorks })?;
        }
        Ok(())
    }

    fn person(&self, example: &Example) -> PersonRequest {
        let day = malaysian_date(self.clock.now()) - TimeDelta::days(example.days_since);
        let number = NumberRequest {
            id: None,
            seen: None,
            text: example.number.to_owned(),
            label: NumberLabel::Mobile,
            whatsapp: true,
        };
        let hours = example.hours.map(|(start, end)| (0..7).map(move |weekday| SpanView { weekday, start, end }));
        PersonRequest {
            id: None,
            seen: None,
            name: example.name.to_owned(),
            role: example.role,
            role_words: None,
            sex: None,
            knows: example.knows,
            hours: hours.into_iter().flatten().collect(),
            rhythm_days: example.rhythm_days,
            last_contact: Some(day.to_string()),
            note: None,
            on_ladder: example.on_ladder,
            numbers: vec![number],
            shown_numbers: Vec::new(),
        }
    }
}
