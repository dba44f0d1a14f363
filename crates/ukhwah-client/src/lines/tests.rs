//! The lines over a real store, beside what Help makes of them.

use ukhwah_domain::help::{BuiltinLine, Line};
use ukhwah_domain::id::LineId;
use ukhwah_domain::person::Position;

use super::*;
use crate::error::ErrorCode;
use crate::help::{HelpRequest, LineTarget};
use crate::people::SpanView;
use crate::testing::{self, TestApp};

struct World {
    app: TestApp,
    _folder: tempfile::TempDir,
}

fn world() -> World {
    let folder = tempfile::tempdir().expect("a folder");
    World { app: testing::app(folder.path()), _folder: folder }
}

fn named(name: &str) -> LineRequest {
    LineRequest {
        id: None,
        seen: None,
        name: name.to_owned(),
        number: "03-1234 5678".to_owned(),
        whatsapp: None,
        hours: Vec::new(),
        cost_words: None,
    }
}

fn built_in(code: &str) -> LineTarget {
    LineTarget::Builtin { code: code.to_owned() }
}

impl World {
    fn lines(&self) -> Vec<LineView> {
        self.app.lines_view().expect("open").lines
    }

    fn names(&self) -> Vec<String> {
        self.lines().into_iter().map(|line| line.name).collect()
    }

    fn line(&self, name: &str) -> LineView {
        self.lines().into_iter().find(|line| line.name == name).expect("it is there")
    }

    fn save(&self, request: LineRequest) -> LineView {
        let name = request.name.clone();
        self.app.line_save(request).expect("it is sound");
        self.line(&name)
    }

    fn own(&self, name: &str) -> LineId {
        match self.line(name).target {
            LineTarget::Own { id } => id,
            LineTarget::Builtin { .. } => panic!("{name} is built in"),
        }
    }

    fn hide(&self, target: LineTarget, hidden: bool) -> Result<LinesView, crate::error::IpcError> {
        self.app.line_hide(HideLineRequest { target, hidden })
    }

    fn move_to(&self, target: LineTarget, after: Option<LineTarget>) -> Result<LinesView, crate::error::IpcError> {
        self.app.line_move(MoveLineRequest { target, after })
    }

    /// What Help shows at noon, when every line is open.
    fn help(&self) -> Vec<String> {
        let help = self.app.help_view(HelpRequest::default()).expect("help always answers");
        help.lines.into_iter().map(|line| line.name).collect()
    }

    fn stored(&self) -> usize {
        self.app.reading(|store, _| Ok(store.read().all::<Line>()?.len())).expect("open")
    }
}

#[test]
fn the_built_in_lines_are_there_from_the_beginning() {
    let world = world();
    assert_eq!(world.names(), ["Talian Kasih", "Befrienders KL", "HEAL", "999"]);
    let lines = world.lines();
    assert_eq!(lines[0].whatsapp.as_deref(), Some("019-261 5999"));
    assert!(lines[0].hours.is_empty() && lines[0].seen.is_none() && lines[0].checked_words.is_some());
    assert_eq!((lines[2].hours.len(), lines[2].cost_words.as_deref()), (7, Some("kena caj panggilan")));
    assert!(!lines[3].can_hide && lines[..3].iter().all(|line| line.can_hide));
    assert_eq!(world.stored(), 0);
}

#[test]
fn an_own_line_comes_back_as_it_was_typed() {
    let world = world();
    let request = LineRequest {
        whatsapp: Some("0134567890".to_owned()),
        hours: vec![SpanView { weekday: 0, start: 540, end: 1020 }],
        cost_words: Some("kadar biasa".to_owned()),
        ..named("Klinik")
    };
    let line = world.save(request.clone());
    assert_eq!((line.display.as_str(), line.whatsapp.as_deref()), ("03-1234 5678", Some("013-456 7890")));
    assert_eq!((line.hours, line.hours_words.as_str()), (request.hours, "Isnin 9 pagi – 5 petang"));
    assert_eq!((line.cost_words, line.checked_words), (request.cost_words, None));
    let always = world.save(named("Pusat"));
    assert_eq!((always.hours.len(), always.hours_words.as_str()), (0, "24 jam"));
}

#[test]
fn an_own_line_can_be_changed_and_keeps_its_place() {
    let world = world();
    world.save(named("Klinik"));
    let id = world.own("Klinik");
    world.hide(LineTarget::Own { id }, true).expect("it is there");
    world.move_to(LineTarget::Own { id }, Some(built_in("heal"))).expect("both are there");
    let seen = world.line("Klinik").seen;
    let changed =
        world.save(LineRequest { id: Some(id), seen, number: "1-300-88-1234".to_owned(), ..named("Klinik Baru") });
    assert_eq!((changed.display.as_str(), changed.hidden), ("1-300-88-1234", true));
    assert_eq!(world.names(), ["Talian Kasih", "Befrienders KL", "HEAL", "Klinik Baru", "999"]);
}

#[test]
fn every_wrong_value_of_a_line_is_named() {
    let world = world();
    let refused = |request: LineRequest| {
        let error = world.app.line_save(request).expect_err("it must be refused");
        (error.code, error.at)
    };
    assert_eq!(refused(named(" ")), (ErrorCode::NameEmpty, None));
    assert_eq!(refused(named(&"x".repeat(81))), (ErrorCode::NameTooLong, None));
    assert_eq!(refused(LineRequest { number: String::new(), ..named("K") }), (ErrorCode::NumberEmpty, Some(0)));
    let whatsapp = |text: &str| LineRequest { whatsapp: Some(text.to_owned()), ..named("K") };
    assert_eq!(refused(whatsapp("013-4567")), (ErrorCode::NumberTooShort, Some(1)));
    assert_eq!(refused(whatsapp("15999")), (ErrorCode::NumberInvalid, Some(1)));
    let hours = vec![SpanView { weekday: 7, start: 0, end: 60 }];
    assert_eq!(refused(LineRequest { hours, ..named("K") }).0, ErrorCode::HoursInvalid);
    let cost_words = Some("x".repeat(201));
    assert_eq!(refused(LineRequest { cost_words, ..named("K") }).0, ErrorCode::TextTooLong);
    world.save(named("Klinik"));
    let id = Some(world.own("Klinik"));
    assert_eq!(refused(LineRequest { id, ..named("K") }).0, ErrorCode::BadRequest);
    assert_eq!(world.stored(), 1);
}

#[test]
fn a_hidden_line_leaves_help_and_comes_back() {
    let world = world();
    world.hide(built_in("befrienders_kl"), true).expect("it is there");
    assert_eq!(world.help(), ["Talian Kasih", "HEAL", "999"]);
    assert!(world.line("Befrienders KL").hidden);
    world.hide(built_in("befrienders_kl"), false).expect("it is there");
    assert_eq!(world.help(), ["Talian Kasih", "Befrienders KL", "HEAL", "999"]);
    assert_eq!(world.stored(), 1, "one setting, made once");
}

#[test]
fn nobody_hides_or_moves_999() {
    let world = world();
    let emergency = built_in("emergency");
    let refused = [
        world.hide(emergency.clone(), true),
        world.move_to(emergency.clone(), None),
        world.move_to(built_in("heal"), Some(emergency)),
    ];
    for refused in refused {
        assert_eq!(refused.expect_err("refused").code, ErrorCode::BadRequest);
    }
    assert_eq!(world.stored(), 0);
}

#[test]
fn what_is_not_there_is_not_found() {
    let world = world();
    assert_eq!(world.hide(built_in("tomorrow"), true).expect_err("unknown").code, ErrorCode::NotFound);
    world.save(named("Klinik"));
    let id = world.own("Klinik");
    world.app.line_erase(EraseLineRequest { id, purge_backups: false }).expect("it is there");
    assert_eq!(
        world.app.line_erase(EraseLineRequest { id, purge_backups: false }).expect_err("gone").code,
        ErrorCode::NotFound
    );
    assert_eq!(world.move_to(LineTarget::Own { id }, None).expect_err("gone").code, ErrorCode::NotFound);
    assert_eq!(world.names().len(), 4);
}

#[test]
fn a_setting_of_a_built_in_line_is_no_own_line() {
    let world = world();
    let setting = world.app.writing(|tx| Ok(tx.create(&Line::setting(BuiltinLine::Heal, false, None))?)).expect("kept");
    let erased = world.app.line_erase(EraseLineRequest { id: setting.into(), purge_backups: false });
    assert_eq!(erased.expect_err("refused").code, ErrorCode::NotFound);
}

#[test]
fn a_move_writes_only_the_places_that_it_needs() {
    let world = world();
    world.move_to(built_in("heal"), None).expect("it is there");
    assert_eq!(world.names(), ["HEAL", "Talian Kasih", "Befrienders KL", "999"]);
    assert_eq!(world.stored(), 1);
    world.move_to(built_in("heal"), Some(built_in("talian_kasih"))).expect("both are there");
    assert_eq!(world.names(), ["Talian Kasih", "HEAL", "Befrienders KL", "999"]);
    assert_eq!(world.stored(), 2);
}

#[test]
fn the_list_and_help_always_have_the_same_order() {
    let world = world();
    for name in ["Klinik", "Pusat", "Surau"] {
        world.save(named(name));
    }
    assert_eq!(world.names(), world.help());
    // Every line to every place, one after the other.
    for from in 0..6 {
        for to in 0..6usize {
            let lines = world.lines();
            let after = to.checked_sub(1).map(|index| lines[index].target.clone());
            if after.as_ref() == Some(&lines[from].target) {
                continue;
            }
            let mut expected = world.names();
            let moved = expected.remove(from);
            expected.insert(if to > from { to - 1 } else { to }, moved);
            world.move_to(lines[from].target.clone(), after).expect("both are there");
            assert_eq!(world.names(), expected, "from {from} to {to}");
            assert_eq!(world.help(), expected, "from {from} to {to}");
        }
    }
}

#[test]
fn two_settings_of_one_line_show_it_once_in_both_lists() {
    let world = world();
    let both = world.app.writing(|tx| {
        tx.create(&Line::setting(BuiltinLine::Heal, false, Some(Position::first())))?;
        Ok(tx.create(&Line::setting(BuiltinLine::Heal, false, Some(Position::first().before())))?)
    });
    both.expect("kept");
    world.save(named("Klinik"));
    assert_eq!(world.names(), world.help());
    assert_eq!(world.names().len(), 5);
    world.hide(built_in("heal"), true).expect("it is there");
    assert_eq!(world.help().len(), 4);
}
