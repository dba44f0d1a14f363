//! A meeting as fields and back, and which reply counts.

use crate::meeting::*;
use crate::person::Position;
use crate::record::{Entity, FieldError, Kind, Value};
use crate::routine::Sound;
use crate::routine::sample::{clock, daily, day, id, line, some};

pub(crate) fn saturday() -> Meeting {
    Meeting {
        title: line("Perjumpaan Kuantan"),
        place: Some(line("Surau An-Nur")),
        point: "3.8077,103.3260".parse().ok(),
        leader: Some(id(7)),
        leader_words: Some(line("Abang Mat")),
        days: crate::routine::Days { repeat: "weekly 6".parse().expect("a repeat"), ..daily("2026-03-01") },
        minute: clock(10, 0),
        length: Some(some(120)),
        remind_day_before: true,
        remind_hour_before: true,
        sound: Sound::Chime,
        pos: Position::first(),
    }
}

#[test]
fn every_noun_comes_back_from_its_fields() {
    let full = saturday();
    let bare = Meeting {
        place: None,
        point: None,
        leader: None,
        leader_words: None,
        length: None,
        remind_day_before: false,
        ..saturday()
    };
    for meeting in [full, bare] {
        assert_eq!(Meeting::from_fields(&meeting.to_fields()), Ok(meeting.clone()));
        let json = serde_json::to_string(&meeting).expect("a meeting is JSON");
        assert_eq!(serde_json::from_str::<Meeting>(&json).ok(), Some(meeting));
    }
    let reply = MeetingReply { meeting: id(1), date: day("2026-03-07"), coming: false, at_ms: 3 };
    assert_eq!(MeetingReply::from_fields(&reply.to_fields()), Ok(reply));
    let text = crate::plan::CardText::parse("Minum air sejuk dulu").expect("a sample is short");
    let tip = Tip { meeting: id(1), date: day("2026-03-07"), text };
    assert_eq!(Tip::from_fields(&tip.to_fields()), Ok(tip));
}

#[test]
fn the_field_names_are_frozen() {
    let names = saturday().to_fields().into_keys().collect::<Vec<_>>().join(" ");
    let expected = "ends leader leader_words length minute place point pos remind_day_before remind_hour_before \
                    remind_sound repeat starts title";
    assert_eq!(names, expected);
    assert_eq!(saturday().to_fields()["minute"], Value::Int(600));
}

#[test]
fn a_meeting_needs_a_time_of_the_clock() {
    let mut fields = saturday().to_fields();
    fields.insert("minute".to_owned(), Value::Int(1440));
    assert_eq!(Meeting::from_fields(&fields), Err(FieldError { kind: Kind::Meeting, field: "minute" }));
}

#[test]
fn the_newest_reply_counts_in_any_order() {
    let reply = |coming, at_ms| MeetingReply { meeting: id(1), date: day("2026-03-07"), coming, at_ms };
    let replies = [reply(true, 1), reply(false, 9), reply(true, 5)];
    let counts = |reply: Option<&&MeetingReply>| reply.map(|reply| reply.coming);
    let key = (id(1), day("2026-03-07"));
    assert_eq!(counts(MeetingReply::latest(&replies).get(&key)), Some(false));
    assert_eq!(counts(MeetingReply::latest(replies.iter().rev()).get(&key)), Some(false));
}
