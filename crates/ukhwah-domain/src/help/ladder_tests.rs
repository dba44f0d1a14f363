use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::id::RecordId;

const SATURDAY_NIGHT: &str = "2026-11-21T23:30:00+08:00";

fn now() -> DateTime<Utc> {
    SATURDAY_NIGHT.parse().expect("a moment")
}

fn id(n: u8) -> PersonId {
    RecordId::from_bytes([n; 16]).into()
}

fn person(n: u8, role: Role, hours: Option<&str>) -> LadderPerson {
    LadderPerson {
        id: id(n),
        name: PersonName::parse(&format!("Orang {n}")).expect("a name"),
        role,
        role_words: None,
        sex: None,
        knows: Knows::Yes,
        hours: hours.map(|text| text.parse().expect("stored hours")),
        pos: Position::spread(usize::from(n) + 1).pop(),
        numbers: vec![LadderNumber {
            number: PhoneNumber::parse("013-456 7890").expect("a number"),
            whatsapp: false,
            label: NumberLabel::Mobile,
        }],
    }
}

fn ids(ladder: &Ladder) -> Vec<PersonId> {
    ladder.rungs.iter().map(|rung| rung.person.id).collect()
}

fn order_of(people: &[LadderPerson], wish: LadderWish, skipped: &[PersonId]) -> Vec<PersonId> {
    ids(&ladder(people, wish, now(), skipped))
}

#[test]
fn the_senior_on_duty_is_first_whatever_the_own_order() {
    let people = [
        person(0, Role::Family, None),
        person(1, Role::Peer, Some("6=2000-2400")),
        person(2, Role::Senior, Some("6=2200-0200")),
        person(3, Role::Senior, None),
    ];
    assert_eq!(order_of(&people, LadderWish::default(), &[]), [id(2), id(0), id(1), id(3)]);
}

#[test]
fn people_outside_their_hours_sink_but_stay() {
    let people = [person(0, Role::Senior, Some("12345=0800-1700")), person(1, Role::Peer, None)];
    let ladder = ladder(&people, LadderWish::default(), now(), &[]);
    assert_eq!(ids(&ladder), [id(1), id(0)]);
    let monday = "2026-11-23T08:00:00+08:00".parse().ok();
    assert_eq!(ladder.rungs[1].standing, Standing::Outside { opens: monday });
}

#[test]
fn each_standing_says_until_when() {
    let people = [
        person(0, Role::Leader, Some("6=2200-0200")),
        person(1, Role::Family, Some("6=2200-0200")),
        person(2, Role::Mentor, Some("1234567=0000-2400")),
        person(3, Role::Ustaz, None),
    ];
    let standings: Vec<_> =
        ladder(&people, LadderWish::default(), now(), &[]).rungs.iter().map(|rung| rung.standing).collect();
    let until = "2026-11-22T02:00:00+08:00".parse().ok();
    let expected = [
        Standing::OnDuty { until },
        Standing::OnDuty { until: None },
        Standing::Available { until },
        Standing::AnyTime,
    ];
    assert_eq!(standings, expected);
}

#[test]
fn who_could_not_be_reached_comes_after_everyone_else() {
    let people = [
        person(0, Role::Senior, Some("6=2200-0200")),
        person(1, Role::Peer, None),
        person(2, Role::Senior, Some("1=0800-1700")),
    ];
    assert_eq!(order_of(&people, LadderWish::default(), &[id(0)]), [id(1), id(2), id(0)]);
    assert_eq!(order_of(&people, LadderWish::default(), &[id(1), id(0), id(2)]), [id(0), id(1), id(2)]);
}

#[test]
fn the_preferred_sex_goes_first_only_among_equals() {
    let with_sex = |n, role, hours, sex| LadderPerson { sex: Some(sex), ..person(n, role, hours) };
    let people = [
        with_sex(0, Role::Peer, None, Sex::Man),
        with_sex(1, Role::Peer, None, Sex::Woman),
        with_sex(2, Role::Senior, Some("6=2200-0200"), Sex::Man),
        with_sex(3, Role::Peer, None, Sex::Woman),
    ];
    let wish = LadderWish { prefer_sex: Some(Sex::Woman) };
    assert_eq!(order_of(&people, wish, &[]), [id(2), id(1), id(3), id(0)]);
    assert_eq!(order_of(&people, LadderWish::default(), &[]), [id(2), id(0), id(1), id(3)]);
}

#[test]
fn people_without_a_number_are_handed_back_apart() {
    let people = [LadderPerson { numbers: Vec::new(), ..person(0, Role::Senior, None) }, person(1, Role::Peer, None)];
    let ladder = ladder(&people, LadderWish::default(), now(), &[]);
    assert_eq!(ids(&ladder), [id(1)]);
    assert_eq!(ladder.without_number, people[..1]);
}

#[test]
fn people_without_a_place_come_after_those_who_have_one() {
    let people = [LadderPerson { pos: None, ..person(0, Role::Peer, None) }, person(1, Role::Peer, None)];
    assert_eq!(order_of(&people, LadderWish::default(), &[]), [id(1), id(0)]);
}

#[test]
fn a_person_is_taken_with_their_own_numbers_in_order() {
    let number = |owner: u8, pos: &str, digits: &str| Number {
        person: id(owner),
        pos: pos.parse().expect("a position"),
        number: PhoneNumber::parse(digits).expect("a number"),
        label: NumberLabel::Home,
        whatsapp: true,
    };
    let number_id = |n: u8| NumberId::from(RecordId::from_bytes([n; 16]));
    let numbers = [
        (number_id(1), number(5, "81", "03-7627 2929")),
        (number_id(2), number(6, "01", "999")),
        (number_id(4), number(5, "80", "04-229 1234")),
        (number_id(3), number(5, "80", "013-456 7890")),
    ];
    let someone = Person::named(PersonName::parse("Kak Ti").expect("a name"));
    let taken = LadderPerson::of(id(5), &someone, &numbers);
    let shown: Vec<_> = taken.numbers.iter().map(|number| number.number.display()).collect();
    assert_eq!(shown, ["013-456 7890", "04-229 1234", "03-7627 2929"]);
    assert_eq!((taken.name, taken.numbers[0].whatsapp), (someone.name, true));
}

#[test]
fn a_standing_tells_moments_in_milliseconds() {
    let standing = Standing::OnDuty { until: DateTime::from_timestamp(1, 0) };
    let json = serde_json::to_string(&standing).expect("a standing is JSON");
    assert_eq!(json, r#"{"kind":"on_duty","until":1000}"#);
    assert_eq!(serde_json::to_string(&Standing::AnyTime).expect("JSON"), r#"{"kind":"any_time"}"#);
}

fn any_people() -> impl Strategy<Value = Vec<LadderPerson>> {
    let hours = prop_oneof![
        Just(None),
        Just(Some("1234567=0000-2400")),
        Just(Some("6=2200-0200")),
        Just(Some("12345=0800-1700")),
        Just(Some("67=1200-2400")),
    ];
    let sex = select(vec![None, Some(Sex::Woman), Some(Sex::Man)]);
    let one = (0u8..30, select(Role::ALL.to_vec()), hours, sex, any::<bool>(), any::<bool>());
    prop::collection::vec(one, 0..12).prop_map(|all| {
        let people = all.into_iter().map(|(n, role, hours, sex, is_placed, is_reachable)| {
            let mut someone = LadderPerson { sex, ..person(n, role, hours) };
            // Shared places are what two devices make.
            someone.pos = someone.pos.filter(|_| is_placed).map(|_| Position::spread(usize::from(n % 4) + 1).remove(0));
            if !is_reachable {
                someone.numbers.clear();
            }
            someone
        });
        let mut seen = std::collections::BTreeSet::new();
        people.filter(|person| seen.insert(person.id)).collect()
    })
}

fn any_wish() -> impl Strategy<Value = LadderWish> {
    select(vec![None, Some(Sex::Woman), Some(Sex::Man)]).prop_map(|prefer_sex| LadderWish { prefer_sex })
}

fn any_moment() -> impl Strategy<Value = DateTime<Utc>> {
    (0i64..5_000_000_000).prop_map(|second| DateTime::from_timestamp(second, 0).expect("in range"))
}

proptest! {
    #[test]
    fn nobody_is_lost(people in any_people(), wish in any_wish(), now in any_moment(), picks in prop::collection::vec(any::<Index>(), 0..4)) {
        let skipped = chosen(&people, &picks);
        let ladder = ladder(&people, wish, now, &skipped);
        let mut before: Vec<_> = people.iter().map(|person| person.id).collect();
        let mut after: Vec<_> = ids(&ladder).into_iter().chain(ladder.without_number.iter().map(|p| p.id)).collect();
        before.sort();
        after.sort();
        prop_assert_eq!(before, after);
        prop_assert!(ladder.rungs.iter().all(|rung| !rung.person.numbers.is_empty()));
    }

    #[test]
    fn the_order_of_the_list_does_not_matter(people in any_people(), wish in any_wish(), now in any_moment()) {
        let mut turned = people.clone();
        turned.reverse();
        prop_assert_eq!(ladder(&people, wish, now, &[]), ladder(&turned, wish, now, &[]));
    }

    #[test]
    fn the_first_rung_is_on_duty_if_anyone_is(people in any_people(), wish in any_wish(), now in any_moment(), picks in prop::collection::vec(any::<Index>(), 0..4)) {
        let skipped = chosen(&people, &picks);
        let ladder = ladder(&people, wish, now, &skipped);
        let on_duty = |rung: &Rung| matches!(rung.standing, Standing::OnDuty { .. });
        if ladder.rungs.iter().any(|rung| on_duty(rung) && !rung.skipped) {
            prop_assert!(on_duty(&ladder.rungs[0]) && !ladder.rungs[0].skipped);
        }
    }

    #[test]
    fn skipping_someone_leaves_the_others_in_their_order(people in any_people(), wish in any_wish(), now in any_moment(), pick in any::<Index>()) {
        let skipped = chosen(&people, &[pick]);
        let others = |ladder: &Ladder| -> Vec<_> { ids(ladder).into_iter().filter(|id| !skipped.contains(id)).collect() };
        let (before, after) = (ladder(&people, wish, now, &[]), ladder(&people, wish, now, &skipped));
        prop_assert_eq!(others(&before), others(&after));
        prop_assert!(after.rungs.is_sorted_by_key(|rung| rung.skipped));
    }

    #[test]
    fn among_equals_the_own_order_holds(people in any_people(), wish in any_wish(), now in any_moment()) {
        let ladder = ladder(&people, wish, now, &[]);
        for pair in ladder.rungs.windows(2) {
            let equal = pair[0].standing.group() == pair[1].standing.group() && pair[0].person.sex == pair[1].person.sex;
            if let (true, Some(a), Some(b)) = (equal, &pair[0].person.pos, &pair[1].person.pos) {
                prop_assert!(a <= b);
            }
        }
    }
}

fn chosen(people: &[LadderPerson], picks: &[Index]) -> Vec<PersonId> {
    if people.is_empty() { Vec::new() } else { picks.iter().map(|pick| pick.get(people).id).collect() }
}
