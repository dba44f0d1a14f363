use proptest::prelude::*;

use super::*;

fn span(day: Weekday, start: (u16, u16), end: (u16, u16)) -> Span {
    let start = MinuteOfDay::at(start.0, start.1).expect("a clock has it");
    Span { day, start, end: end.0 * 60 + end.1 }
}

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("{text}+08:00")).expect("it is a moment").to_utc()
}

fn hours(text: &str) -> WeekHours {
    text.parse().expect("it is the stored form")
}

fn any_span() -> impl Strategy<Value = Span> {
    // Round times, so that spans often touch.
    let start = prop_oneof![(0u16..24).prop_map(|hour| hour * 60), 0u16..1440];
    let end = prop_oneof![(1u16..=24).prop_map(|hour| hour * 60), 1u16..=1440];
    (0usize..7, start, end).prop_map(|(day, start, end)| {
        let start = MinuteOfDay::try_from(start).expect("below 1440");
        Span { day: DAYS[day], start, end }
    })
}

fn any_spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec(any_span(), 1..12)
}

fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    (-2_000_000_000i64..5_000_000_000).prop_map(|second| DateTime::from_timestamp(second, 0).expect("in range"))
}

/// Openness by the words of [`Span`] alone: today's spans, or yesterday's that run past midnight.
fn is_inside(spans: &[Span], now: DateTime<Utc>) -> bool {
    use chrono::Datelike;
    let (today, minute) = (crate::time::malaysian(now).weekday(), MinuteOfDay::of(now).get());
    spans.iter().any(|span| {
        let begun = span.day == today && minute >= span.start.get();
        match span.runs_past_midnight() {
            false => begun && minute < span.end,
            true => begun || (span.day.succ() == today && minute < span.end),
        }
    })
}

#[test]
fn an_evening_past_midnight_belongs_to_the_day_it_began() {
    let friday = hours("5=2200-0200");
    assert!(!friday.open_at(at("2026-11-20T21:59:59")));
    assert!(friday.open_at(at("2026-11-20T22:00:00")));
    assert!(friday.open_at(at("2026-11-21T01:59:59")));
    assert!(!friday.open_at(at("2026-11-21T02:00:00")));
    assert!(!friday.open_at(at("2026-11-20T01:00:00")));
    assert_eq!(friday.closes_at(at("2026-11-20T23:30:10")), Some(at("2026-11-21T02:00:00")));
    assert_eq!(friday.opens_next(at("2026-11-21T02:00:00")), Some(at("2026-11-27T22:00:00")));
}

#[test]
fn sunday_night_runs_into_monday() {
    let sunday = hours("7=2300-0100");
    assert!(sunday.open_at(at("2026-11-23T00:59:00")));
    assert_eq!(sunday.closes_at(at("2026-11-22T23:00:00")), Some(at("2026-11-23T01:00:00")));
}

#[test]
fn always_never_closes_and_never_opens() {
    let always = WeekHours::always();
    assert_eq!((always.closes_at(DateTime::UNIX_EPOCH), always.opens_next(DateTime::UNIX_EPOCH)), (None, None));
    assert_eq!(always.to_string(), "1234567=0000-2400");
    assert_eq!(WeekHours::daily(MinuteOfDay::MIDNIGHT, 1440), Ok(always.clone()));
    assert_eq!(WeekHours::daily(MinuteOfDay::at(8, 0).expect("a time"), 480), Ok(always));
}

#[test]
fn whole_days_in_a_row_close_after_the_last() {
    let workdays = hours("12345=0000-2400");
    assert_eq!(workdays.closes_at(at("2026-11-16T03:00:00")), Some(at("2026-11-21T00:00:00")));
}

#[test]
fn hours_until_midnight_close_at_midnight() {
    let line = hours("1234567=0800-2400");
    assert_eq!(line.closes_at(at("2026-11-20T23:59:59")), Some(at("2026-11-21T00:00:00")));
    assert!(!line.open_at(at("2026-11-21T00:00:00")));
}

#[test]
fn touching_and_overlapping_spans_are_one() {
    use Weekday::Mon;
    let split = [span(Mon, (10, 0), (12, 0)), span(Mon, (8, 0), (10, 0)), span(Mon, (11, 0), (13, 0))];
    assert_eq!(WeekHours::of(&split), WeekHours::of(&[span(Mon, (8, 0), (13, 0))]));
}

#[test]
fn only_the_stored_form_is_read() {
    let stored = "1234=0800-1200,1400-1700;5=0800-1200,1445-1700;6=2200-0200";
    assert_eq!(hours(stored).to_string(), stored);
    let refused = [
        "",
        ";",
        "=",
        "1",
        "1=",
        "=0800-1200",
        "0=0800-1200",
        "8=0800-1200",
        "11=0800-1200",
        "21=0800-1200",
        "1=800-1200",
        "1=0800-1260",
        "1=0860-1000",
        "1=2400-0100",
        "1=0800-2500",
        "1=0800-0000",
        "1=0800-1200;",
        "1=0800-1200,1200-1300",
        "1=1400-1700,0800-1200",
        "2=0800-1200;1=0900-1000",
        "1=+800-1200",
        "١=0800-1200",
        " 1=0800-1200",
    ];
    for text in refused {
        assert!(text.parse::<WeekHours>().is_err(), "{text}");
    }
    assert!("1=0000-0001,".repeat(1000).parse::<WeekHours>().is_err());
}

#[test]
fn a_week_has_some_spans_but_not_too_many() {
    assert_eq!(WeekHours::of(&[]), Err(HoursError::Empty));
    assert_eq!(WeekHours::of(&[span(Weekday::Mon, (8, 0), (9, 0)); MAX_SPANS + 1]), Err(HoursError::TooMany));
    for end in [0, 1441, u16::MAX] {
        let bad = Span { end, ..span(Weekday::Mon, (8, 0), (9, 0)) };
        assert_eq!(WeekHours::of(&[bad]), Err(HoursError::NoSuchEnd), "{end}");
    }
}

#[test]
fn people_read_hours_in_their_language() {
    let cases = [
        ("1234567=0000-2400", "24 jam", "24 hours"),
        ("1234567=0800-2200", "8 pagi – 10 malam", "8 am – 10 pm"),
        ("1234567=0800-2400", "8 pagi – 12 tengah malam", "8 am – 12 midnight"),
        ("12345=0800-1700", "Isnin–Jumaat 8 pagi – 5 petang", "Mon–Fri 8 am – 5 pm"),
        ("67=0000-2400", "Sabtu, Ahad 24 jam", "Sat, Sun 24 hours"),
        (
            "12346=0830-1300,1400-1700;5=2200-0200",
            "Isnin–Khamis, Sabtu 8:30 pagi – 1 tengah hari dan 2 petang – 5 petang; Jumaat 10 malam – 2 pagi",
            "Mon–Thu, Sat 8:30 am – 1 pm and 2 pm – 5 pm; Fri 10 pm – 2 am",
        ),
    ];
    for (stored, ms, en) in cases {
        assert_eq!(hours(stored).words(Language::Ms), ms);
        assert_eq!(hours(stored).words(Language::En), en);
    }
}

#[test]
fn json_is_a_list_of_spans() {
    let json = r#"[{"day":"Fri","start":1320,"end":120}]"#;
    let read: WeekHours = serde_json::from_str(json).expect("it is a list of spans");
    assert_eq!(read, hours("5=2200-0200"));
    assert_eq!(serde_json::to_string(&read).expect("hours are JSON"), json);
    assert!(serde_json::from_str::<WeekHours>("[]").is_err());
}

#[test]
fn no_clock_is_too_wrong() {
    let line = hours("1=0800-1700");
    for now in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC, DateTime::UNIX_EPOCH, at("2099-12-31T23:59:59")] {
        let _ = (line.open_at(now), line.closes_at(now), line.opens_next(now));
    }
}

proptest! {
    #[test]
    fn open_is_what_the_spans_say(spans in any_spans(), now in moment()) {
        let hours = WeekHours::of(&spans).expect("sound spans");
        prop_assert_eq!(hours.open_at(now), is_inside(&spans, now));
        prop_assert_eq!(hours.open_at(now), is_inside(&hours.spans(), now));
    }

    #[test]
    fn closing_is_the_first_closed_minute(spans in any_spans(), now in moment()) {
        let hours = WeekHours::of(&spans).expect("sound spans");
        let minute = |n: i64| DateTime::from_timestamp((now.timestamp().div_euclid(60) + n) * 60, 0).expect("in range");
        let first_closed = (1..=i64::from(WEEK_MINUTES)).map(minute).find(|at| !hours.open_at(*at));
        let first_open = (1..=i64::from(WEEK_MINUTES)).map(minute).find(|at| hours.open_at(*at));
        if hours.open_at(now) {
            prop_assert_eq!(hours.closes_at(now), first_closed);
            prop_assert_eq!(hours.opens_next(now), None);
        } else {
            prop_assert_eq!(hours.closes_at(now), None);
            prop_assert_eq!(hours.opens_next(now), first_open);
        }
    }

    #[test]
    fn hours_come_back_from_text_and_json(spans in any_spans()) {
        let hours = WeekHours::of(&spans).expect("sound spans");
        prop_assert_eq!(hours.to_string().parse(), Ok(hours.clone()));
        prop_assert_eq!(WeekHours::of(&hours.spans()), Ok(hours.clone()));
        let json = serde_json::to_string(&hours).expect("hours are JSON");
        prop_assert_eq!(serde_json::from_str::<WeekHours>(&json).ok(), Some(hours));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[0-9=;,-]{0,40}") {
        if let Ok(hours) = text.parse::<WeekHours>() {
            prop_assert_eq!(hours.to_string(), text);
        }
    }
}
