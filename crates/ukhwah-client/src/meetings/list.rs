//! Showing the meetings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use ukhwah_domain::id::{MeetingId, PersonId};
use ukhwah_domain::language::Language;
use ukhwah_domain::meeting::{Meeting, MeetingReply, Tip};
use ukhwah_domain::person::Person;
use ukhwah_domain::record::encode_seen;
use ukhwah_domain::routine::{Almanac as _, day_ms};
use ukhwah_domain::time::{DAY_MINUTES, MinuteOfDay, clock_words, date_words};
use ukhwah_store::{Reader, StoreError, Stored};

use super::next::{next, words};
use super::{MeetingTarget, MeetingView, MeetingsView, OccurrenceView, TipView, TrashedMeetingView};
use crate::app::App;
use crate::error::IpcError;
use crate::plan::{in_order, point_words};
use crate::routine::{days_words, span_words};
use crate::solat::DeviceAlmanac;
use crate::text;

/// How many of the next dates are shown.
const DATES: usize = 4;
/// How much of the trash is shown.
const TRASH_SHOWN: usize = 20;

impl App {
    /// The meetings, that which comes next first, with replies and tips.
    ///
    /// # Errors
    /// If the app is locked or the database cannot be read.
    pub fn meetings_view(&self) -> Result<MeetingsView, IpcError> {
        let now = self.clock.now();
        self.reading(|store, language| {
            let (read, almanac) = (store.read(), self.almanac(store)?);
            let today = almanac.date(now);
            let list = List::read(read, now, today, &almanac, language)?;
            let views = in_order::<Meeting>(read)?.iter().map(|stored| list.view(stored)).collect();
            Ok(MeetingsView { meetings: sorted(views), trash: trash(read)?, today: today.to_string() })
        })
    }
}

/// What comes next first; what is over keeps the person's order at the end.
fn sorted(mut views: Vec<(Option<DateTime<Utc>>, MeetingView)>) -> Vec<MeetingView> {
    views.sort_by_key(|(at, _)| (at.is_none(), *at));
    views.into_iter().map(|(_, view)| view).collect()
}

/// What the views are made of.
struct List<'l> {
    names: BTreeMap<PersonId, String>,
    replies: BTreeMap<(MeetingId, NaiveDate), bool>,
    tips: BTreeMap<MeetingId, Vec<Stored<Tip>>>,
    now: DateTime<Utc>,
    today: NaiveDate,
    almanac: &'l DeviceAlmanac<'l>,
    language: Language,
}

impl<'l> List<'l> {
    fn read(
        read: Reader<'_>,
        now: DateTime<Utc>,
        today: NaiveDate,
        almanac: &'l DeviceAlmanac<'l>,
        language: Language,
    ) -> Result<Self, StoreError> {
        let people = read.all::<Person>()?.into_iter();
        let since = today.pred_opt().unwrap_or(today);
        let replies: Vec<_> =
            read.between::<MeetingReply>(day_ms(since), i64::MAX)?.into_iter().map(|stored| stored.value).collect();
        let latest = MeetingReply::latest(&replies).into_iter();
        let mut tips: BTreeMap<MeetingId, Vec<Stored<Tip>>> = BTreeMap::new();
        for tip in read.all::<Tip>()?.into_iter().rev() {
            tips.entry(tip.value.meeting).or_default().push(tip);
        }
        Ok(Self {
            names: people.map(|stored| (stored.id.into(), stored.value.name.to_string())).collect(),
            replies: latest.map(|(key, reply)| (key, reply.coming)).collect(),
            tips,
            now,
            today,
            almanac,
            language,
        })
    }

    /// The view of a meeting, and when it comes next.
    fn view(&self, stored: &Stored<Meeting>) -> (Option<DateTime<Utc>>, MeetingView) {
        let (id, meeting, language) = (MeetingId::from(stored.id), &stored.value, self.language);
        let dates = next(meeting, self.now, self.almanac, DATES);
        let listed = meeting.leader.and_then(|leader| self.names.get(&leader));
        let own_words = meeting.leader_words.as_ref().map(ToString::to_string);
        let view = MeetingView {
            id,
            seen: encode_seen(&stored.seen),
            title: meeting.title.to_string(),
            place: meeting.place.as_ref().map(ToString::to_string),
            point: meeting.point.map(point_words),
            leader: meeting.leader.filter(|_| listed.is_some()),
            leader_name: listed.cloned().or_else(|| own_words.clone()),
            leader_words: own_words,
            days: meeting.days.clone(),
            days_words: days_words(&meeting.days, self.today, language),
            minute: meeting.minute,
            time_words: time_words(meeting, language),
            length_minutes: meeting.length.map(|length| length.get()),
            length_words: meeting.length.map(|length| span_words(length.get(), language)),
            remind_day_before: meeting.remind_day_before,
            remind_hour_before: meeting.remind_hour_before,
            sound: meeting.sound,
            next: dates.iter().map(|date| self.occurrence(id, meeting, date.date, date.now)).collect(),
            tips: self.tips.get(&id).into_iter().flatten().map(|tip| tip_view(tip, language)).collect(),
        };
        (dates.first().map(|date| date.at), view)
    }

    fn occurrence(&self, id: MeetingId, meeting: &Meeting, date: NaiveDate, now: bool) -> OccurrenceView {
        OccurrenceView {
            date: date.to_string(),
            words: words(meeting, date, self.today, self.language),
            now,
            coming: self.replies.get(&(id, date)).copied(),
        }
    }
}

/// "10 pagi – 12 tengah hari", or only when it begins.
pub(super) fn time_words(meeting: &Meeting, language: Language) -> String {
    let from = clock_words(meeting.minute, language);
    let end = meeting.length.map(|length| (meeting.minute.get() + length.get()) % DAY_MINUTES);
    match end.and_then(|end| MinuteOfDay::try_from(end).ok()) {
        Some(to) => text::meeting_from_to(language, from, clock_words(to, language)),
        None => from,
    }
}

fn tip_view(stored: &Stored<Tip>, language: Language) -> TipView {
    TipView {
        id: stored.id.into(),
        seen: encode_seen(&stored.seen),
        date: stored.value.date.to_string(),
        date_words: date_words(stored.value.date, language),
        text: stored.value.text.to_string(),
    }
}

/// What was thrown away last, newest first. A tip that went with its meeting comes back with it and is not named.
fn trash(read: Reader<'_>) -> Result<Vec<TrashedMeetingView>, StoreError> {
    let meetings = read.trash::<Meeting>()?;
    let gone: BTreeMap<MeetingId, _> = meetings.iter().map(|stored| (stored.id.into(), stored.trashed_at)).collect();
    let mut trash = Vec::new();
    for stored in read.trash::<Tip>()? {
        if !gone.contains_key(&stored.value.meeting) {
            let target = MeetingTarget::Tip { id: stored.id.into() };
            trash.push((stored.trashed_at, TrashedMeetingView { target, text: stored.value.text.to_string() }));
        }
    }
    for stored in meetings {
        let target = MeetingTarget::Meeting { id: stored.id.into() };
        trash.push((stored.trashed_at, TrashedMeetingView { target, text: stored.value.title.to_string() }));
    }
    trash.sort_by_key(|(trashed_at, _)| Reverse(*trashed_at));
    Ok(trash.into_iter().map(|(_, view)| view).take(TRASH_SHOWN).collect())
}
