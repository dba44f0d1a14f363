//! The plan of the years, which grew line by line: each change left a version.

use ukhwah_domain::language::Language;
use ukhwah_domain::plan::{
    Card, Deck, Dimension, Goal, Outcome, Place, PlanItem, PlanPart, PlanSnapshot, PlanVersion, Rehearsal, Side,
};
use ukhwah_store::StoreError;

use super::words::{GOALS, LINES, LINES_GO_ON, PLACES};
use super::{Part, Years, at_ms, minute, places, text};

/// How many lines and cards there are, how many places, and how often a card was rehearsed.
const PLAN_LINES: u32 = 60;
const CARDS: u32 = 24;
const SAFE_PLACES: usize = 5;
const REHEARSALS: u32 = 400;

impl Years<'_, '_> {
    pub(super) fn plan(&mut self) -> Result<(), StoreError> {
        let mut plan = PlanSnapshot::default();
        self.places_and_goals(&mut plan)?;
        self.cards(&mut plan)?;
        let lines = self.share(PLAN_LINES).max(8);
        for ((at, date), pos) in self.spread(lines).enumerate().zip(places()) {
            let item = PlanItem {
                part: PlanPart::ALL[at % PlanPart::ALL.len()],
                text: text(&words(at)),
                person: None,
                pos,
                on_lock_screen: false,
            };
            plan.items.insert(self.tx.create(&item)?.into(), item);
            let snapshot = plan.to_json().expect("so short a plan fits");
            self.tx.create(&PlanVersion { made_at_ms: at_ms(date, minute(21, 0)), snapshot })?;
        }
        Ok(())
    }

    fn places_and_goals(&mut self, plan: &mut PlanSnapshot) -> Result<(), StoreError> {
        for (name, pos) in PLACES.iter().take(SAFE_PLACES).zip(places()) {
            let place = Place { name: text(name), note: None, point: None, pos, on_lock_screen: false };
            plan.places.insert(self.tx.create(&place)?.into(), place);
        }
        for ((at, (wanted, step)), pos) in GOALS.iter().enumerate().zip(places()) {
            let goal = Goal {
                dimension: Dimension::ALL[at % Dimension::ALL.len()],
                text: text(wanted),
                next_step: Some(text(step)),
                done_on: at.is_multiple_of(3).then(|| self.ago(30 * (at as u32 + 1))),
                pos,
            };
            plan.goals.insert(self.tx.create(&goal)?.into(), goal);
        }
        Ok(())
    }

    /// Cards of the decks, each rehearsed again and again.
    fn cards(&mut self, plan: &mut PlanSnapshot) -> Result<(), StoreError> {
        let mut random = self.random(Part::Plan);
        let responses: Vec<_> = Deck::responses().entries(true).collect();
        let pairs = Deck::situations().entries(true).zip(responses.into_iter().cycle());
        let mut cards = Vec::new();
        for ((situation, response), pos) in pairs.take(self.share(CARDS).max(3) as usize).zip(places()) {
            let card = Card {
                situation: Side::picked(situation, Language::Ms),
                response: Side::picked(response, Language::Ms),
                pos,
                on_lock_screen: false,
                made_on: self.first(),
                rehearsed_on: Some(self.ago(random.u32(1..60))),
            };
            let id = self.tx.create(&card)?;
            plan.cards.insert(id.into(), card);
            cards.push(id);
        }
        for date in self.spread(self.share(REHEARSALS)) {
            let card = cards[random.usize(..cards.len())].into();
            self.on(date, Rehearsal { card, on: date, outcome: Outcome::StillWorks });
        }
        Ok(())
    }
}

/// A line of the plan, each time another one.
fn words(at: usize) -> String {
    let (line, more) = (LINES[at % LINES.len()], LINES_GO_ON[at / LINES.len() % LINES_GO_ON.len()]);
    format!("{}{more}", line.trim_end_matches('.'))
}
