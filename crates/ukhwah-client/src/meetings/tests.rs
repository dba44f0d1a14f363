//! The meetings as the interface uses them.

use ukhwah_domain::routine::Sound;
use ukhwah_domain::time::MinuteOfDay;

use super::*;
use crate::error::{ErrorCode, IpcError};
use crate::people::PersonTarget;
use crate::routine::{DayRequest, DaysRequest, HistoryRequest, RepeatRequest};
use crate::testing::{TestApp, app};

/// Every Saturday at ten, for an hour and a half, as the group in Kuantan has it.
pub(super) fn saturday() -> MeetingRequest {
    MeetingRequest {
        id: None,
        seen: None,
        title: "Perjumpaan kumpulan".to_owned(),
        place: Some("Dewan kecil, pusat komuniti".to_owned()),
        map: Some("3.8077, 103.3260".to_owned()),
        leader: None,
        leader_words: Some("Abang Zul".to_owned()),
        days: DaysRequest {
            repeat: RepeatRequest::Weekly { days: vec![chrono::Weekday::Sat] },
            starts: "2026-03-01".to_owned(),
            ends: None,
        },
        minute: MinuteOfDay::at(10, 0).expect("a time"),
        length_minutes: Some(90),
        remind_day_before: true,
        remind_hour_before: true,
        sound: Sound::Chime,
    }
}

fn only(view: MeetingsView) -> MeetingView {
    assert_eq!(view.meetings.len(), 1, "{view:?}");
    view.meetings.into_iter().next().expect("there is one")
}

fn shown(app: &TestApp) -> MeetingView {
    only(app.meetings_view().expect("shown"))
}

#[test]
fn a_meeting_on_saturday_at_ten_is_said_as_people_say_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let meeting = only(app.meeting_save(saturday()).expect("saved"));
    assert_eq!(meeting.days_words, "setiap Sabtu");
    assert_eq!(meeting.time_words, "10 pagi – 11:30 pagi");
    assert_eq!(meeting.length_words.as_deref(), Some("1 jam 30 minit"));
    assert_eq!(meeting.leader_name.as_deref(), Some("Abang Zul"));
    assert_eq!(meeting.point.as_deref(), Some("3.8077, 103.326"));
    let dates: Vec<_> = meeting.next.iter().map(|next| next.date.as_str()).collect();
    assert_eq!(dates, ["2026-03-07", "2026-03-14", "2026-03-21", "2026-03-28"]);
    assert_eq!(meeting.next[0].words, "Sabtu 7 Mac, 10 pagi");
    let agenda = app.routine_day(DayRequest { date: "2026-03-07".to_owned() }).expect("a day").agenda;
    assert_eq!(agenda[0].chip_words.as_deref(), Some("setiap Sabtu"));
    assert_eq!(agenda[0].at_words.as_deref(), Some("10 pagi"));
}

#[test]
fn the_next_one_is_the_one_that_is_not_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    app.meeting_save(saturday()).expect("saved");
    let next = |now: &str| {
        app.device.set_now(now);
        let next = shown(&app).next.remove(0);
        (next.date, next.words, next.now)
    };
    let date = |text: &str| text.to_owned();
    assert_eq!(next("2026-03-06T04:00:00Z"), (date("2026-03-07"), date("esok, 10 pagi"), false));
    assert_eq!(next("2026-03-06T16:00:00Z"), (date("2026-03-07"), date("hari ini, 10 pagi"), false));
    assert_eq!(next("2026-03-07T02:30:00Z"), (date("2026-03-07"), date("hari ini, 10 pagi"), true));
    assert_eq!(next("2026-03-07T03:30:00Z"), (date("2026-03-14"), date("Sabtu 14 Mac, 10 pagi"), false));

    let late = MeetingRequest { minute: MinuteOfDay::at(23, 30).expect("a time"), ..saturday() };
    let seen = shown(&app);
    app.meeting_save(MeetingRequest { id: Some(seen.id), seen: Some(seen.seen), ..late }).expect("saved");
    let after_midnight = next("2026-03-07T16:20:00Z");
    assert_eq!((after_midnight.0.as_str(), after_midnight.2), ("2026-03-07", true), "it goes on past midnight");
}

#[test]
fn a_meeting_that_is_over_comes_last_and_has_no_date() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let ended = DaysRequest { ends: Some("2026-03-04".to_owned()), repeat: RepeatRequest::Daily, ..saturday().days };
    app.meeting_save(MeetingRequest { title: "Dulu".to_owned(), days: ended, ..saturday() }).expect("saved");
    let view = app.meeting_save(saturday()).expect("saved");
    let titles: Vec<_> = view.meetings.iter().map(|meeting| meeting.title.as_str()).collect();
    assert_eq!(titles, ["Perjumpaan kumpulan", "Dulu"]);
    assert!(view.meetings[1].next.is_empty());
}

#[test]
fn a_reply_belongs_to_one_date_and_can_be_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let id = only(app.meeting_save(saturday()).expect("saved")).id;
    let reply = |date: &str, coming| app.meeting_reply(ReplyRequest { id, date: date.to_owned(), coming });
    let coming = |view: Result<MeetingsView, IpcError>| {
        let meeting = only(view.expect("replied"));
        meeting.next.iter().map(|next| next.coming).collect::<Vec<_>>()
    };
    assert_eq!(coming(reply("2026-03-14", Some(true))), [None, Some(true), None, None]);
    app.device.set_now("2026-03-01T04:00:00Z");
    assert_eq!(coming(reply("2026-03-14", Some(false)))[1], Some(false), "also after the clock was set back");
    assert_eq!(coming(reply("2026-03-14", None)), [None; 4]);
    assert_eq!(reply("2026-03-15", Some(true)).map(drop), Err(ErrorCode::DateInvalid.into()));
    reply("2026-03-07", Some(true)).expect("replied");
    let history = app.history_view(HistoryRequest { month: None }).expect("shown");
    let dots: Vec<_> = history.weeks.iter().flatten().flatten().flat_map(|day| &day.dots).collect();
    assert_eq!(dots.iter().map(|dot| dot.words.as_str()).collect::<Vec<_>>(), ["hadir"]);
}

#[test]
fn a_tip_is_kept_with_its_meeting_and_becomes_a_response() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let meeting = only(app.meeting_save(saturday()).expect("saved")).id;
    let tip = |text: &str| TipRequest { id: None, seen: None, meeting, date: None, text: text.to_owned() };
    assert_eq!(app.tip_save(tip(" ")).map(drop), Err(ErrorCode::TextEmpty.into()));
    let kept = only(app.tip_save(tip("minum air sejuk dulu")).expect("saved")).tips.remove(0);
    assert_eq!((kept.date.as_str(), kept.text.as_str()), ("2026-03-05", "minum air sejuk dulu"));
    let deck = app.decks_view().expect("shown").tips;
    assert_eq!((deck[0].text.as_str(), deck[0].meeting.as_str()), ("minum air sejuk dulu", "Perjumpaan kumpulan"));
    let side = app.tip_to_deck(TipTarget { id: kept.id }).expect("a draft");
    assert_eq!((side.code, side.text.as_str()), (None, "minum air sejuk dulu"));

    let target = MeetingTarget::Tip { id: kept.id };
    assert_eq!(app.meeting_trash(target).expect("trashed").trash[0].text, "minum air sejuk dulu");
    assert!(app.decks_view().expect("shown").tips.is_empty());
    app.meeting_restore(target).expect("back");
    let whole = MeetingTarget::Meeting { id: meeting };
    let view = app.meeting_trash(whole).expect("trashed");
    assert_eq!((view.meetings.len(), view.trash.len()), (0, 1), "a tip that went with its meeting is not named");
    assert_eq!(only(app.meeting_restore(whole).expect("back")).tips.len(), 1);
    app.meeting_erase(EraseMeetingRequest { target: whole, purge_backups: true }).expect("erased");
    assert_eq!(app.tip_to_deck(TipTarget { id: kept.id }).map(drop), Err(ErrorCode::NotFound.into()));
}

#[test]
fn the_leader_is_the_person_on_the_list_or_the_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let zul = app
        .writing(|tx| {
            let name = ukhwah_domain::person::PersonName::parse("Zul").expect("a name");
            Ok::<_, IpcError>(tx.create(&ukhwah_domain::person::Person::named(name))?)
        })
        .expect("kept");
    let meeting = only(app.meeting_save(MeetingRequest { leader: Some(zul.into()), ..saturday() }).expect("saved"));
    assert_eq!(meeting.leader_name.as_deref(), Some("Zul"));
    app.person_trash(PersonTarget { id: zul.into() }).expect("trashed");
    assert_eq!((shown(&app).leader, shown(&app).leader_name.as_deref()), (None, Some("Abang Zul")));
}

#[test]
fn what_cannot_be_right_is_said_and_nothing_is_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let days = |repeat, ends: Option<&str>| DaysRequest {
        repeat,
        starts: "2026-03-01".to_owned(),
        ends: ends.map(ToOwned::to_owned),
    };
    let rule = |rule: &str| RepeatRequest::Rule { rule: rule.to_owned() };
    let cases = [
        (MeetingRequest { title: String::new(), ..saturday() }, ErrorCode::NameEmpty),
        (MeetingRequest { length_minutes: Some(1441), ..saturday() }, ErrorCode::AmountInvalid),
        (MeetingRequest { map: Some("di surau".to_owned()), ..saturday() }, ErrorCode::MapLinkInvalid),
        (
            MeetingRequest { days: days(RepeatRequest::Daily, Some("2026-02-28")), ..saturday() },
            ErrorCode::EndsBeforeStart,
        ),
        (
            MeetingRequest { days: days(rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), None), ..saturday() },
            ErrorCode::NeverOccurs,
        ),
        (MeetingRequest { days: days(rule("FREQ=MINUTELY"), None), ..saturday() }, ErrorCode::RuleWithinDay),
    ];
    for (request, code) in cases {
        assert_eq!(app.meeting_save(request).map(drop), Err(code.into()));
    }
    assert!(app.meetings_view().expect("shown").meetings.is_empty());
}

#[test]
fn a_yearly_meeting_on_the_29th_of_february_waits_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let rule = RepeatRequest::Rule { rule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29".to_owned() };
    let days = DaysRequest { repeat: rule, ..saturday().days };
    let meeting = only(app.meeting_save(MeetingRequest { days, ..saturday() }).expect("saved"));
    assert_eq!(meeting.next[0].words, "Selasa 29 Feb 2028, 10 pagi");
    let monthly = DaysRequest { repeat: RepeatRequest::Monthly { day: 31 }, ..saturday().days };
    let seen = MeetingRequest { id: Some(meeting.id), seen: Some(meeting.seen), days: monthly, ..saturday() };
    app.device.set_now("2027-02-10T04:00:00Z");
    let meeting = only(app.meeting_save(seen).expect("saved"));
    assert_eq!(meeting.next[0].date, "2027-02-28", "nobody misses a month");
}
