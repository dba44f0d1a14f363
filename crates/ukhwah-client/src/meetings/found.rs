//! Meetings found in a calendar file, before any of them is kept.

use std::fs::File;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, Timelike as _, Utc};
use ukhwah_domain::bounded::MeetingLength;
use ukhwah_domain::language::Language;
use ukhwah_domain::meeting::{Meeting, MeetingPlace, MeetingTitle};
use ukhwah_domain::person::{OneLine, Position};
use ukhwah_domain::routine::{Almanac as _, Days, Repeat, Sound};
use ukhwah_domain::time::MinuteOfDay;
use ukhwah_store::Stored;
use unicode_segmentation::UnicodeSegmentation as _;

use super::ics::{self, Event, Note, Problem, ReadError, Timed, Uid};
use super::list::time_words;
use super::{FoundMeetingView, FoundMeetingsView, KnownMeetingView};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::host::FileKind;
use crate::plan::in_order;
use crate::routine::{days_refused, days_words, rule_refused};
use crate::solat::clock;
use crate::text;

/// A meeting of the file that was chosen last.
pub(crate) struct FoundMeeting {
    /// What it becomes, or why it cannot be kept.
    pub(super) meeting: Result<Meeting, ErrorCode>,
    /// The one on the list that it is.
    pub(super) known: Option<Known>,
    over: bool,
    view: FoundMeetingView,
}

/// A meeting that is on the list already.
pub(super) struct Known {
    pub(super) stored: Stored<Meeting>,
    /// Whether both bear one name for good, so that the file may have a newer time or place.
    pub(super) same_uid: bool,
}

impl FoundMeeting {
    /// Whether it is kept where the person does not choose one by one.
    pub(super) fn is_new(&self) -> bool {
        self.meeting.is_ok() && self.known.is_none() && !self.over
    }
}

impl App {
    /// Lets the person choose a calendar file and shows the meetings in it. Nothing is kept yet.
    ///
    /// # Errors
    /// [`ErrorCode::Cancelled`], or what is wrong with the file.
    pub fn calendar_choose(&self) -> Result<FoundMeetingsView, IpcError> {
        self.reading(|_, _| Ok(()))?;
        let file = self.host.choose_file(FileKind::Calendar).ok_or(ErrorCode::Cancelled)?;
        let opened = File::open(file).map_err(|_| ErrorCode::FileUnreadable)?;
        let read = ics::read(opened)?;
        let now = self.clock.now();
        let (found, left_out) = self.reading(|store, language| {
            let almanac = self.almanac(store)?;
            let here = |moment: DateTime<Utc>| almanac.local(moment);
            let listed = in_order::<Meeting>(store.read())?;
            let compare = Compare { listed, here: &here, today: almanac.date(now), language };
            Ok(compare.all(read.events))
        })?;
        if found.is_empty() {
            return Err(ErrorCode::NoMeetings.into());
        }
        let meetings = found.iter().map(|found| found.view.clone()).collect();
        self.chosen().meetings = found;
        Ok(FoundMeetingsView { meetings, left_out: read.left_out + left_out, cut_off: read.cut_off })
    }
}

impl From<ReadError> for IpcError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooLarge => ErrorCode::FileTooLarge.into(),
            ReadError::TooMany => ErrorCode::TooManyMeetings.into(),
            ReadError::Unreadable(_) => ErrorCode::FileUnreadable.into(),
        }
    }
}

/// What the entries of a file are compared with.
struct Compare<'c> {
    listed: Vec<Stored<Meeting>>,
    here: ics::Here<'c>,
    today: NaiveDate,
    language: Language,
}

impl Compare<'_> {
    /// The meetings, each once, and how many entries are none of their own.
    fn all(&self, events: Vec<Event>) -> (Vec<FoundMeeting>, u32) {
        let (mut found, mut uids, mut left_out) = (Vec::<FoundMeeting>::new(), Vec::new(), 0);
        for event in events {
            let is_routine = matches!(uid(&event), Some(Uid::Routine(_) | Uid::RoutineDay(..)));
            let again = event.uid.is_some() && uids.contains(&event.uid);
            let one = self.one(&event);
            let is_twin = found.iter().any(|other| match (&other.meeting, &one.meeting) {
                (Ok(other), Ok(one)) => is_same(other, one),
                _ => false,
            });
            if is_routine || again || is_twin {
                left_out += 1;
                continue;
            }
            uids.push(event.uid);
            found.push(one);
        }
        (found, left_out)
    }

    fn one(&self, event: &Event) -> FoundMeeting {
        let timed = event.timed(self.here).map_err(problem);
        let meeting = timed.clone().and_then(|timed| self.meeting(event, &timed));
        let known = meeting.as_ref().ok().and_then(|meeting| self.known(event, meeting));
        let over = meeting.as_ref().is_ok_and(|meeting| meeting.days.next_on_or_after(self.today).is_none());
        let (title, cut_title) = cut::<200>(&event.title);
        let (place, cut_place) = cut::<200>(event.place.as_deref().unwrap_or_default());
        let mut notes = timed.map(|timed| self.notes(&timed)).unwrap_or_default();
        if known.is_none() && reminders(&event.triggers).2 {
            notes.push(text::meeting_note_reminder(self.language).to_owned());
        }
        if cut_title || cut_place {
            notes.push(text::meeting_note_cut(self.language).to_owned());
        }
        let view = FoundMeetingView {
            title: title.map_or_else(|| text::meeting_untitled(self.language).to_owned(), |title| title.to_string()),
            when_words: meeting.as_ref().ok().map(|meeting| self.when(meeting)),
            place: place.map(|place| place.to_string()),
            known: known.as_ref().zip(meeting.as_ref().ok()).map(|(known, meeting)| self.known_view(known, meeting)),
            over,
            problem: meeting.as_ref().err().copied(),
            notes,
        };
        FoundMeeting { meeting, known, over, view }
    }

    fn meeting(&self, event: &Event, timed: &Timed) -> Result<Meeting, ErrorCode> {
        let start = timed.start.date();
        if !(1900..=2200).contains(&start.year()) {
            return Err(ErrorCode::MeetingWithoutStart);
        }
        let written = start - chrono::TimeDelta::days(timed.shift);
        let days = ics::rule_of(event.rule.as_deref(), written, self.here).map_err(rule_refused)?;
        let days = ics::shifted(days, timed.shift).ok_or(ErrorCode::RuleInvalid)?;
        let days = Days { starts: start, ..days };
        days.check().map_err(days_refused)?;
        let untitled = || MeetingTitle::parse(text::meeting_untitled(self.language)).expect("the word is short");
        let (day_before, hour_before, _) = reminders(&event.triggers);
        Ok(Meeting {
            title: cut(&event.title).0.unwrap_or_else(untitled),
            place: event.place.as_deref().and_then(|place| cut::<200>(place).0) as Option<MeetingPlace>,
            point: event.point,
            leader: None,
            leader_words: None,
            days,
            minute: minute_of(timed.start),
            length: timed.length.and_then(|minutes| MeetingLength::try_from(minutes).ok()),
            remind_day_before: day_before,
            remind_hour_before: hour_before,
            sound: Sound::default(),
            pos: Position::first(),
        })
    }

    /// The meeting on the list that this one is.
    fn known(&self, event: &Event, meeting: &Meeting) -> Option<Known> {
        let by_uid = match uid(event) {
            Some(Uid::Meeting(id)) => self.listed.iter().find(|stored| stored.id == id),
            _ => None,
        };
        let found = by_uid.or_else(|| self.listed.iter().find(|stored| is_same(&stored.value, meeting)))?;
        Some(Known { stored: found.clone(), same_uid: by_uid.is_some() })
    }

    fn known_view(&self, known: &Known, meeting: &Meeting) -> KnownMeetingView {
        let stored = &known.stored.value;
        KnownMeetingView {
            title: stored.title.to_string(),
            when_words: self.when(stored),
            changes: known.taken_over(meeting) != *stored,
        }
    }

    fn when(&self, meeting: &Meeting) -> String {
        let days = days_words(&meeting.days, self.today, self.language);
        text::meeting_when(self.language, days, time_words(meeting, self.language))
    }

    fn notes(&self, timed: &Timed) -> Vec<String> {
        let language = self.language;
        let words = |note: &Note| match note {
            Note::Zone(zone) => text::meeting_note_zone(language, clock(timed.start, language), zone),
            Note::UnknownZone(zone) => text::meeting_note_zone_unknown(language, zone),
            Note::Seasons => text::meeting_note_zone_changes(language).to_owned(),
            Note::Exceptions => text::meeting_note_exceptions(language).to_owned(),
        };
        timed.notes.iter().map(words).collect()
    }
}

impl Known {
    /// The meeting on the list with what the file adds to it: everything it says if it is known by name, otherwise
    /// only what is missing.
    pub(super) fn taken_over(&self, found: &Meeting) -> Meeting {
        let stored = self.stored.value.clone();
        if self.same_uid {
            let days = if are_same(&stored.days, &found.days) { stored.days.clone() } else { found.days.clone() };
            Meeting {
                title: found.title.clone(),
                place: found.place.clone().or(stored.place),
                point: found.point.or(stored.point),
                days,
                minute: found.minute,
                length: found.length.or(stored.length),
                ..stored
            }
        } else {
            Meeting {
                place: stored.place.or_else(|| found.place.clone()),
                point: stored.point.or(found.point),
                length: stored.length.or(found.length),
                ..stored
            }
        }
    }
}

fn uid(event: &Event) -> Option<Uid> {
    event.uid.as_deref().and_then(Uid::parse)
}

/// Whether two meetings are one: of one name, at one time, on the same days.
fn is_same(a: &Meeting, b: &Meeting) -> bool {
    let repeats = a.days.repeat != Repeat::Once;
    a.title.as_str().to_lowercase() == b.title.as_str().to_lowercase()
        && a.minute == b.minute
        && a.days.repeat == b.days.repeat
        && (repeats || a.days.starts == b.days.starts)
}

/// Whether both name the same days: a calendar file names the first one that comes, and not the day before which none
/// may come.
fn are_same(stored: &Days, found: &Days) -> bool {
    stored.repeat == found.repeat
        && stored.ends == found.ends
        && stored.next_on_or_after(stored.starts) == Some(found.starts)
}

fn minute_of(time: NaiveDateTime) -> MinuteOfDay {
    let minute = u16::try_from(time.hour() * 60 + time.minute()).ok().and_then(|minute| minute.try_into().ok());
    minute.unwrap_or(MinuteOfDay::MIDNIGHT)
}

const DAY_BEFORE: u32 = 24 * 60;
const HOUR_BEFORE: u32 = 60;

/// A day before, and an hour before: as the file's alarms have it, or both where it has none.
///
/// An alarm at any other time has no place here: then there is one an hour before, and the third answer is that it has
/// to be said.
fn reminders(triggers: &[String]) -> (bool, bool, bool) {
    if triggers.is_empty() {
        return (true, true, false);
    }
    let leads: Vec<_> = triggers.iter().map(|trigger| minutes_before(trigger)).collect();
    let (day, hour) = (leads.contains(&Some(DAY_BEFORE)), leads.contains(&Some(HOUR_BEFORE)));
    let other = leads.iter().any(|lead| !matches!(lead, Some(DAY_BEFORE | HOUR_BEFORE)));
    (day, hour || !day, other)
}

/// How many minutes before its meeting an alarm comes; `None` for one after it, or at a time of its own.
fn minutes_before(trigger: &str) -> Option<u32> {
    let (mut minutes, mut number) = (0_u32, String::new());
    for letter in trigger.strip_prefix("-P")?.chars() {
        let of = match letter {
            'T' if number.is_empty() => continue,
            digit if digit.is_ascii_digit() => {
                number.push(digit);
                continue;
            }
            'W' => 7 * DAY_BEFORE,
            'D' => DAY_BEFORE,
            'H' => HOUR_BEFORE,
            'M' => 1,
            'S' => 0,
            _ => return None,
        };
        minutes = minutes.checked_add(std::mem::take(&mut number).parse::<u32>().ok()?.checked_mul(of)?)?;
    }
    number.is_empty().then_some(minutes)
}

const fn problem(problem: Problem) -> ErrorCode {
    match problem {
        Problem::WholeDay => ErrorCode::MeetingWholeDay,
        Problem::NoStart => ErrorCode::MeetingWithoutStart,
        Problem::EndsBeforeStart => ErrorCode::EndsBeforeStart,
    }
}

/// A line of bounded length, and whether it had to be cut.
fn cut<const MAX: usize>(text: &str) -> (Option<OneLine<MAX>>, bool) {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.graphemes(true).take(MAX).collect();
    let was_cut = short.len() < line.len();
    (OneLine::parse(&short).ok(), was_cut)
}
