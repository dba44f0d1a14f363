//! The load, the hours and the balance as the interface uses them.

use ukhwah_domain::burden::{Advice, Amount, BalanceSide, BoundaryWhen, Duty};
use ukhwah_domain::help::Address;
use ukhwah_domain::id::PersonId;
use ukhwah_domain::person::{Knows, NumberLabel, PhoneNumber, Role};
use ukhwah_domain::time::MinuteOfDay;

use super::*;
use crate::error::{ErrorCode, IpcError};
use crate::help::{Channel, ContactRequest, ContactTarget};
use crate::people::{NumberRequest, PersonRequest, SpanView};
use crate::reflection::{MarkKind, Span, TrendsRequest};
use crate::testing::{TestApp, app};

fn shift(date: &str, hour: u16, hours: u32) -> ShiftRequest {
    ShiftRequest {
        id: None,
        seen: None,
        date: date.to_owned(),
        minute: MinuteOfDay::at(hour, 0).expect("a time"),
        length_minutes: hours * 60,
        heavy: 0,
        night_calls: 0,
        supervised: false,
        note: None,
    }
}

fn edit(view: &ShiftView) -> ShiftRequest {
    ShiftRequest {
        id: Some(view.id),
        seen: Some(view.seen.clone()),
        date: view.date.clone(),
        minute: view.minute,
        length_minutes: view.length_minutes.into(),
        heavy: view.heavy.into(),
        night_calls: view.night_calls.into(),
        supervised: view.supervised,
        note: view.note.clone(),
    }
}

fn last(view: BurdenView) -> ShiftView {
    view.last.expect("there is one")
}

fn code<T>(result: Result<T, IpcError>) -> Option<ErrorCode> {
    result.err().map(|error| error.code)
}

/// From the block that is kept free for fiction.
const NUMBER: &str = "+1 202-555-0101";

/// The message of an SMS to that number.
fn sms(text: &str) -> Option<String> {
    let number = PhoneNumber::parse(NUMBER).expect("a number");
    Address::sms(&number, text).map(|address| address.to_string())
}

fn someone(app: &TestApp, name: &str, role: Role, knows: Knows, hours: Vec<SpanView>) -> PersonId {
    let number =
        NumberRequest { id: None, seen: None, text: NUMBER.to_owned(), label: NumberLabel::Mobile, whatsapp: true };
    let request = PersonRequest {
        id: None,
        seen: None,
        name: name.to_owned(),
        role,
        role_words: None,
        sex: None,
        knows,
        hours,
        rhythm_days: None,
        last_contact: None,
        note: None,
        numbers: vec![number],
        shown_numbers: Vec::new(),
        on_ladder: false,
    };
    let view = app.person_save(request).expect("saved");
    view.people.iter().find(|person| person.name == name).expect("there").id
}

fn every_day(start: u16, end: u16) -> Vec<SpanView> {
    (0..7).map(|weekday| SpanView { weekday, start, end }).collect()
}

fn hours(app: &TestApp, hours: Vec<SpanView>, quiet: Vec<SpanView>) -> WorkView {
    let seen = app.work_view().expect("shown").seen;
    app.work_save(WorkRequest { seen, hours, quiet, supervision_days: Some(28) }).expect("saved")
}

#[test]
fn one_touch_notes_a_shift_with_what_the_last_one_was_like() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let empty = app.burden_view().expect("shown");
    assert!(empty.last.is_none() && empty.facts.is_empty() && empty.reasons.is_empty() && empty.advice.is_empty());

    let first = last(app.shift_done().expect("noted"));
    assert_eq!((first.date_words.as_str(), first.time_words.as_str()), ("hari ini", "4 pagi – 12 tengah hari"));
    assert_eq!(first.summary, "8 jam");
}

#[test]
fn the_details_of_a_shift_are_kept_and_carried_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let first = last(app.shift_done().expect("noted"));
    let changed = ShiftRequest {
        minute: MinuteOfDay::at(2, 0).expect("a time"),
        length_minutes: 600,
        heavy: 2,
        night_calls: 1,
        supervised: true,
        note: Some("hujan".to_owned()),
        ..edit(&first)
    };
    let first = last(app.shift_save(changed).expect("kept"));
    assert_eq!(first.summary, "10 jam · 2 perbualan berat · 1 panggilan malam · jumpa penyelia");
    assert_eq!(app.shift_done().map(last).expect("noted"), first, "a second touch changes nothing");

    app.device.set_now("2026-03-06T04:00:00Z");
    let view = app.shift_done().expect("noted");
    assert!(view.fresh);
    let facts: Vec<_> = view.facts.iter().map(|fact| fact.words.as_str()).collect();
    assert_eq!(facts, ["20 jam bekerja", "4 perbualan berat", "2 panggilan malam", "Jumpa penyelia semalam"]);
    let second = last(view);
    assert_eq!(second.summary, "10 jam · 2 perbualan berat · 1 panggilan malam");
    assert_eq!((second.note, second.date.as_str()), (None, "2026-03-06"));
    app.device.set_now("2026-03-07T04:00:00Z");
    assert!(!app.burden_view().expect("shown").fresh);
}

#[test]
fn what_cannot_be_a_shift_has_one_clear_sentence_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let refused = |request| code(app.shift_save(request));
    assert_eq!(refused(shift("2026-03-06", 8, 8)), Some(ErrorCode::ShiftAhead));
    assert_eq!(refused(shift("2026-03-05", 8, 8)), Some(ErrorCode::ShiftAhead), "it ends at four");
    assert_eq!(refused(shift("2026-03-01", 8, 25)), Some(ErrorCode::ShiftTooLong));
    assert_eq!(refused(shift("2026-03-01", 8, 0)), Some(ErrorCode::AmountInvalid));
    assert_eq!(refused(ShiftRequest { heavy: 100, ..shift("2026-03-01", 8, 8) }), Some(ErrorCode::AmountInvalid));
    assert_eq!(refused(shift("2026-02-30", 8, 8)), Some(ErrorCode::DateInvalid));
    let long = Some("a".repeat(1001));
    assert_eq!(refused(ShiftRequest { note: long, ..shift("2026-03-01", 8, 8) }), Some(ErrorCode::TextTooLong));
    assert!(app.shifts_view(ShiftsRequest::default()).expect("shown").shifts.is_empty());
}

#[test]
fn overlapping_shifts_are_both_kept_and_say_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    app.shift_save(shift("2026-03-03", 22, 8)).expect("kept");
    app.shift_save(shift("2026-03-04", 4, 4)).expect("kept");
    let view = app.shift_save(shift("2026-03-04", 8, 2)).expect("kept");
    assert_eq!(view.facts[0].words, "12 jam bekerja", "the two hours that overlap count once");
    let list = app.shifts_view(ShiftsRequest::default()).expect("shown").shifts;
    let said: Vec<_> = list.iter().map(|shift| (shift.time_words.as_str(), shift.overlaps)).collect();
    assert_eq!(said, [("8 pagi – 10 pagi", false), ("4 pagi – 8 pagi", true), ("10 malam – 6 pagi", true)]);
}

#[test]
fn after_a_clock_was_moved_back_nothing_is_lost_and_the_details_can_be_edited() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let ahead = last(app.shift_done().expect("noted"));
    app.device.set_now("2026-02-01T04:00:00Z");
    let view = app.burden_view().expect("shown");
    assert!(view.last.is_none() && view.facts.is_empty(), "it lies ahead");
    let list = app.shifts_view(ShiftsRequest::default()).expect("shown").shifts;
    assert_eq!(list.len(), 1, "but it is there");
    app.shift_save(ShiftRequest { heavy: 3, ..edit(&ahead) }).expect("kept");
    let seen = app.shift_view(ShiftTarget { id: ahead.id }).expect("shown");
    assert_eq!(code(app.shift_save(ShiftRequest { length_minutes: 60, ..edit(&seen) })), Some(ErrorCode::ShiftAhead));
    app.shift_done().expect("noted");
    app.device.set_now("2026-03-06T04:00:00Z");
    assert_eq!(app.shifts_view(ShiftsRequest::default()).expect("shown").shifts.len(), 2);
}

#[test]
fn a_heavy_week_is_said_calmly_with_what_can_be_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    for day in 1..=4 {
        let heavy = ShiftRequest { heavy: 2, night_calls: 1, ..shift(&format!("2026-03-0{day}"), 8, 8) };
        app.shift_save(heavy).expect("kept");
    }
    someone(&app, "Kamal", Role::Peer, Knows::Unsure, Vec::new());
    someone(&app, "Encik Rosli", Role::Supervisor, Knows::No, Vec::new());
    someone(&app, "Emak", Role::Family, Knows::Yes, Vec::new());
    let view = app.burden_view().expect("shown");
    assert_eq!(view.advice, [Advice::Rest, Advice::HandOver, Advice::Supervision]);
    assert_eq!(
        view.reasons,
        [
            "Tujuh hari ini ada 4 panggilan malam. Itu banyak untuk seorang.",
            "Tujuh hari ini ada 8 perbualan berat. Itu banyak untuk seorang.",
        ]
    );
    let names = |rungs: &[crate::help::RungView]| rungs.iter().map(|rung| rung.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&view.supervisors), ["Encik Rosli"]);
    assert_eq!(names(&view.colleagues).len(), 2, "family does not work there");
}

#[test]
fn no_prepared_message_says_anything_of_a_recovery_or_a_client() {
    for language in [ukhwah_domain::language::Language::Ms, ukhwah_domain::language::Language::En] {
        for ask in [Ask::HandOver, Ask::Supervision] {
            for duty in [Duty::Unsaid, Duty::Working, Duty::Off, Duty::Quiet] {
                let said = message::text_of(ask, duty, language).to_lowercase();
                let words = ["pulih", "dadah", "klien", "recover", "drug", "relapse", "client", "struggl", "kawan"];
                assert!(words.iter().all(|word| !said.contains(word)), "{said}");
            }
        }
    }
}

#[test]
fn a_message_opens_ready_to_be_sent_and_says_when_its_writer_is_off_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let kamal = someone(&app, "Kamal", Role::Peer, Knows::No, Vec::new());
    let write = |channel| app.burden_write(WriteRequest { ask: Ask::HandOver, person: kamal, number: 0, channel });
    let opened = || app.device.opened().pop();
    let at_work = app.burden_view().expect("shown").hand_over_text;
    write(Channel::Sms).expect("opened");
    assert_eq!(opened(), sms(&at_work));
    write(Channel::Whatsapp).expect("opened");
    assert!(opened().is_some_and(|address| address.starts_with("https://wa.me/12025550101?text=Boleh%20tolong")));
    hours(&app, every_day(8 * 60, 9 * 60), Vec::new());
    write(Channel::Sms).expect("opened");
    assert_eq!(opened(), sms(&format!("{at_work} Saya tak bekerja sekarang. Jawab bila lapang.")));
    write(Channel::Call).expect("opened");
    assert_eq!(opened().as_deref(), Some("tel:+12025550101"));
    assert_eq!(code(write(Channel::Map)), Some(ErrorCode::BadRequest));
}

#[test]
fn who_knows_and_who_does_not_are_asked_in_the_same_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let said = |knows, name| {
        let person = someone(&app, name, Role::Supervisor, knows, Vec::new());
        [Ask::HandOver, Ask::Supervision].map(|ask| {
            app.burden_write(WriteRequest { ask, person, number: 0, channel: Channel::Sms }).expect("opened");
            app.device.opened().pop()
        })
    };
    assert_eq!(said(Knows::Yes, "Tahu"), said(Knows::No, "Tak tahu"));
}

#[test]
fn today_asks_about_a_shift_after_work_until_it_was_noted() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let waits = || app.today_view().expect("shown").shift_waits;
    assert!(!waits(), "no hours were said");
    hours(&app, every_day(8 * 60, 12 * 60), Vec::new());
    assert!(waits(), "it is noon");
    app.shift_done().expect("noted");
    assert!(!waits());
}

#[test]
fn a_heavy_week_is_marked_on_the_trends_by_its_monday() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let marks = || {
        let points = app.trends_view(TrendsRequest { span: Span::FourWeeks }).expect("shown").points;
        let marks = points.into_iter().flat_map(|point| point.marks);
        marks.filter(|mark| mark.kind == MarkKind::HeavyWeek).map(|mark| mark.date.to_string()).collect::<Vec<_>>()
    };
    app.shift_save(ShiftRequest { night_calls: 2, ..shift("2026-03-03", 20, 8) }).expect("kept");
    assert!(marks().is_empty());
    app.shift_save(ShiftRequest { night_calls: 1, ..shift("2026-03-04", 20, 8) }).expect("kept");
    assert_eq!(marks(), ["2026-03-02"]);
}

#[test]
fn the_call_back_of_help_follows_the_hours_and_the_ladder_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let mat = someone(&app, "Mat", Role::Senior, Knows::No, Vec::new());
    let call_back = || {
        let target = ContactTarget::Person { id: mat, number: 0 };
        let request = ContactRequest { target, channel: Channel::Sms, call_back: true };
        app.help_contact(request).expect("opened");
        app.device.opened().pop()
    };
    let ladder = || app.help_view(crate::help::HelpRequest::default()).expect("shown").rungs;
    let (before, people) = (call_back(), ladder());
    assert_eq!(before, sms("Tolong call saya balik bila boleh ya."));
    let view = hours(&app, Vec::new(), every_day(11 * 60, 13 * 60));
    assert_eq!((view.duty, view.quiet_words.as_deref()), (Duty::Quiet, Some("11 pagi – 1 tengah hari")));
    assert_eq!(
        call_back(),
        sms("Tolong call saya balik bila boleh ya. Saya tak bekerja sekarang, jadi call bila-bila pun boleh.")
    );
    assert_eq!(ladder(), people);
    hours(&app, every_day(8 * 60, 17 * 60), Vec::new());
    assert_eq!(call_back(), before, "at work nothing is added");
}

#[test]
fn the_boundary_plan_is_kept_in_order_and_says_what_holds_now() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let line = |text: &str, when| BoundaryRequest { id: None, seen: None, text: text.to_owned(), tell: None, when };
    app.boundary_save(line("Nombor peribadi saya simpan", BoundaryWhen::Always)).expect("kept");
    let tell = Some("Esok pagi saya balas ya.".to_owned());
    let view = app
        .boundary_save(BoundaryRequest { tell, ..line("Lepas pukul 10 saya tak jawab", BoundaryWhen::Quiet) })
        .expect("kept");
    let texts = |lines: &[BoundaryView]| lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&view.boundaries), ["Nombor peribadi saya simpan", "Lepas pukul 10 saya tak jawab"]);
    assert_eq!(texts(&app.burden_view().expect("shown").boundaries), ["Nombor peribadi saya simpan"]);
    hours(&app, Vec::new(), every_day(0, 1440));
    let now = app.burden_view().expect("shown").boundaries;
    assert_eq!(texts(&now), ["Lepas pukul 10 saya tak jawab", "Nombor peribadi saya simpan"]);
    assert_eq!(now[0].tell.as_deref(), Some("Esok pagi saya balas ya."));

    let moved = app.boundary_move(MoveBoundaryRequest { id: now[0].id, after: None }).expect("moved");
    assert_eq!(moved.boundaries[0].id, now[0].id);
    assert_eq!(code(app.boundary_save(line("  ", BoundaryWhen::Always))), Some(ErrorCode::TextEmpty));
    let target = BurdenTarget::Boundary { id: now[0].id };
    app.burden_trash(target).expect("in the trash");
    let view = app.work_view().expect("shown");
    assert_eq!((view.boundaries.len(), view.trash.len()), (1, 1));
    app.burden_restore(target).expect("back");
    app.burden_erase(EraseBurdenRequest { target, purge_backups: true }).expect("gone");
    assert_eq!(code(app.burden_restore(target)), Some(ErrorCode::NotFound));
}

#[test]
fn hours_that_cannot_be_are_refused_and_supervision_can_be_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let request = |days| WorkRequest { seen: None, hours: Vec::new(), quiet: Vec::new(), supervision_days: days };
    assert_eq!(app.work_view().expect("shown").supervision_days, Some(28));
    assert_eq!(code(app.work_save(request(Some(0)))), Some(ErrorCode::AmountInvalid));
    assert_eq!(code(app.work_save(request(Some(367)))), Some(ErrorCode::AmountInvalid));
    let odd = vec![SpanView { weekday: 7, start: 0, end: 60 }];
    assert_eq!(code(app.work_save(WorkRequest { quiet: odd, ..request(None) })), Some(ErrorCode::HoursInvalid));
    assert_eq!(app.work_save(request(None)).expect("kept").supervision_days, None);
}

fn balance(app: &TestApp, week: Option<&str>) -> BalanceView {
    app.balance_view(BalanceRequest { week: week.map(ToOwned::to_owned), weeks: 0 }).expect("shown")
}

fn line(side: BalanceSide, text: &str) -> BalanceLineRequest {
    BalanceLineRequest { id: None, seen: None, week: None, side, text: text.to_owned() }
}

#[test]
fn a_week_says_what_it_gave_and_cost() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let view = balance(&app, None);
    assert_eq!((view.week.words.as_str(), view.week.present), ("2 Mac – 8 Mac", true));
    assert!(view.weeks.is_empty() && view.after.is_none());
    app.balance_line_save(line(BalanceSide::Gave, "Ada yang senyum")).expect("kept");
    app.device.set_now("2026-03-05T05:00:00Z");
    let view = app.balance_line_save(line(BalanceSide::Cost, "tidur")).expect("kept");
    let kept = |view: &WeekView| view.lines.iter().map(|line| (line.side, line.text.clone())).collect::<Vec<_>>();
    let expected = [(BalanceSide::Gave, "Ada yang senyum".to_owned()), (BalanceSide::Cost, "tidur".to_owned())];
    assert_eq!(kept(&view.week), expected);
    let request = BalanceSaveRequest { week: "2026-03-08".to_owned(), gave: Some(Amount::Much), cost: None };
    let view = app.balance_save(request).expect("kept");
    assert_eq!((view.week.gave, view.week.cost, view.weeks.len()), (Some(Amount::Much), None, 1));

    let before = balance(&app, Some("2026-02-25"));
    assert_eq!((before.week.words.as_str(), before.after.as_deref()), ("23 Feb – 1 Mac", Some("2026-03-02")));
    let ahead = BalanceSaveRequest { week: "2026-03-09".to_owned(), gave: None, cost: None };
    assert_eq!(code(app.balance_save(ahead)), Some(ErrorCode::DateInvalid));

    let edited = &view.week.lines[1];
    let changed =
        BalanceLineRequest { id: Some(edited.id), seen: Some(edited.seen.clone()), ..line(BalanceSide::Cost, "rehat") };
    assert_eq!(kept(&app.balance_line_save(changed).expect("kept").week)[1].1, "rehat");
    let target = BurdenTarget::Line { id: edited.id };
    app.burden_trash(target).expect("in the trash");
    let view = balance(&app, None);
    assert_eq!((view.week.lines.len(), view.trash[0].text.as_str()), (1, "rehat"));
    app.burden_restore(target).expect("back");
    assert_eq!(balance(&app, None).week.lines.len(), 2);

    app.device.set_now("2026-02-01T05:00:00Z");
    let back = balance(&app, None);
    assert_eq!((back.weeks.len(), back.weeks[0].lines.len()), (1, 2), "a clock moved back hides nothing");
}

#[test]
fn looking_does_not_leave_a_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let count = || app.with_open(|open| Ok(open.store.read().count()?)).expect("open");
    let before = count();
    app.burden_view().expect("shown");
    app.work_view().expect("shown");
    balance(&app, Some("2026-02-25"));
    assert_eq!(count(), before);
}
