//! What the Help screen shows, from the help card alone.

use ukhwah_domain::help::{
    Cost, HelpCard, LadderNumber, LockScreenItem, LockScreenKind, Rung, ShownLine, ladder, lines_shown,
};
use ukhwah_domain::language::Language;
use ukhwah_domain::time::date_words;

use super::{
    AskedView, HelpItemView, HelpLineView, HelpRequest, HelpView, LineTarget, ReachView, RungView, line_hours_words,
    standing_view,
};
use crate::app::{App, Stage};
use crate::error::IpcError;
use crate::text;

impl App {
    /// The ladder, the lines and the person's own things as they stand now.
    ///
    /// # Errors
    /// None: without a card, the built-in lines are there.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn help_view(&self, request: HelpRequest) -> Result<HelpView, IpcError> {
        let (now, language) = (self.clock.now(), self.appearance().language);
        let found = self.desk.card();
        // On the first day there is no list yet that could not be read.
        let builtin_only = found.is_none() && self.stage() != Stage::Fresh;
        let card = found.unwrap_or_else(|| HelpCard::builtin(language));
        let order = ladder(&card.people, card.wish, now, &request.skipped);
        let lines = lines_shown(&card.lines, now);
        let open = lines.open.iter().map(|line| line_view(line, true, language));
        let closed = lines.closed.iter().map(|line| line_view(line, false, language));
        let emergency = std::iter::once(line_view(&lines.emergency, true, language));
        Ok(HelpView {
            rungs: order.rungs.iter().map(|rung| rung_view(rung, now, language)).collect(),
            numberless: order.without_number.iter().map(|person| person.name.to_string()).collect(),
            lines: open.chain(emergency).chain(closed).collect(),
            items: self.desk.items().iter().enumerate().map(item_view).collect(),
            religion: card.religion,
            builtin_only,
            asked: self.asked(&card),
        })
    }

    fn asked(&self, card: &HelpCard) -> Option<AskedView> {
        let asked = self.desk.asked(self.clock.now())?;
        let person = card.people.iter().find(|person| person.id == asked)?;
        Some(AskedView { person: asked, name: person.name.to_string() })
    }
}

pub(crate) fn rung_view(rung: &Rung, now: chrono::DateTime<chrono::Utc>, language: Language) -> RungView {
    let (standing, hours_words) = standing_view(rung.standing, now, language);
    RungView {
        id: rung.person.id,
        name: rung.person.name.to_string(),
        role: rung.person.role,
        role_words: rung.person.role_words.as_ref().map(ToString::to_string),
        standing,
        hours_words,
        numbers: rung.person.numbers.iter().map(reach_view).collect(),
        skipped: rung.skipped,
    }
}

fn reach_view(number: &LadderNumber) -> ReachView {
    ReachView {
        display: number.number.display(),
        whatsapp: number.number.can_whatsapp(number.whatsapp),
        sms: number.number.can_sms(),
    }
}

fn line_view(line: &ShownLine, open: bool, language: Language) -> HelpLineView {
    let cost = line.cost.map(|cost| match cost {
        Cost::Free => text::cost_free(language).to_owned(),
        Cost::Charged => text::cost_charged(language).to_owned(),
    });
    HelpLineView {
        target: target(line),
        name: line.name.to_string(),
        reach: ReachView { display: line.number.display(), whatsapp: line.whatsapp.is_some(), sms: false },
        hours_words: line_hours_words(line.hours.as_ref(), language),
        cost_words: line.cost_words.as_ref().map(ToString::to_string).or(cost),
        checked_words: line.checked_on.map(|day| text::checked_on(language, date_words(day, language))),
        open,
    }
}

/// Names a line. A built-in one is named by its code even where a setting for it is stored.
pub(super) fn target(line: &ShownLine) -> LineTarget {
    match (line.builtin, line.id) {
        (Some(builtin), _) => LineTarget::Builtin { code: builtin.code() },
        (None, Some(id)) => LineTarget::Own { id },
        (None, None) => unreachable!("a line is built in or stored"),
    }
}

fn item_view((index, item): (usize, &LockScreenItem)) -> HelpItemView {
    let text = item.text.to_string();
    match item.kind {
        LockScreenKind::Card => HelpItemView::Card {
            situation: text,
            response: item.response.as_ref().map(ToString::to_string).unwrap_or_default(),
        },
        LockScreenKind::Reason => HelpItemView::Reason { text },
        LockScreenKind::Place => HelpItemView::Place {
            index: u32::try_from(index).unwrap_or(u32::MAX),
            name: text,
            mapped: item.point.is_some(),
        },
    }
}
