use super::card::ServerCard;
use super::offer::{offer_text, parse_offer};
use super::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::DateTime;
use ukhwah_crypto::{PairingHello, PairingOffer, SystemRandom};
use ukhwah_protocol::id::{DeviceId, Fingerprint};
use ukhwah_protocol::message::{KeyringState, ListedDevice};

use ukhwah_sync::outcome::{Outcome, Stop};

use super::fake::Member;

#[test]
fn a_server_card_reads_as_it_was_written_also_with_broken_lines() {
    let card = ServerCard {
        origin: "https://sync.example.org".to_owned(),
        fingerprint: Fingerprint([0xAB; 32]),
        authority: None,
    };
    let text = card.to_text();
    assert_eq!(ServerCard::parse(&text), Some(card.clone()));
    assert_eq!(ServerCard::parse(&text.replace(' ', "\r\n ")), Some(card.clone()));
    let invite = text.replace("ukhwah-server-1", "ukhwah-invite-1") + " ABCDE-ABCDE-ABCDE-ABCDE";
    assert_eq!(ServerCard::parse(&invite), Some(card.clone()));
    assert_eq!(ServerCard::parse(text.trim_start_matches("ukhwah-server-1 ")), Some(card));
    assert_eq!(ServerCard::parse("ukhwah-server-2 https://a.example ab"), None);
    assert_eq!(ServerCard::parse(""), None);
}

#[test]
fn a_fingerprint_is_shown_in_groups_of_four() {
    assert!(card::groups(&Fingerprint([0xAB; 32])).starts_with("abab abab "));
}

#[test]
fn the_code_of_a_new_device_brings_its_name_along() {
    let (signing, agreement) = device::make_keys();
    let hello = PairingHello::make_with(signing.verifying_key(), agreement.public_key(), &mut SystemRandom);
    let offer = PairingOffer::make_with(&hello, &mut SystemRandom);
    let read = |text: &str| parse_offer(text).map(|(read, name)| (*read.expose_encoded(), name));
    let whole = |name: &str| Some((*offer.expose_encoded(), name.to_owned()));
    let text = offer_text(&offer, "Laptop Zaïm 🌺");
    assert_eq!(read(&text), whole("Laptop Zaïm 🌺"));
    let (before, after) = text.split_at(60);
    assert_eq!(read(&format!("{before}\r\n  {after}").to_lowercase()), whole("Laptop Zaïm 🌺"));
    let longest = "x".repeat(64);
    assert_eq!(read(&offer_text(&offer, &longest)), whole(&longest));
    assert!(crate::help::qr_view(&offer_text(&offer, &longest)).is_some());
    // No name, one that is too long, one with a control, one that is no text, and a code that was cut off.
    for name in ["", "  ", &"x".repeat(65), "a\nb"] {
        assert_eq!(read(&offer_text(&offer, name)), None, "{name:?}");
    }
    assert_eq!(read(&(offer_text(&offer, "") + "FF")), None);
    assert_eq!(read(&text[..100]), None);
}

/// Grey pixels with these codes side by side, four pixels a module; and the width of a line.
fn drawn(codes: &[&str]) -> (usize, Vec<u8>) {
    use qrcodegen::{QrCode, QrCodeEcc};
    const MODULE: usize = 4;
    const AROUND: usize = 6;
    let codes: Vec<_> =
        codes.iter().map(|code| QrCode::encode_text(code, QrCodeEcc::Medium).expect("it fits")).collect();
    let side = |code: &QrCode| usize::try_from(code.size()).expect("a size") + 2 * AROUND;
    let (width, height) = (codes.iter().map(side).sum::<usize>(), codes.iter().map(side).max().expect("one"));
    let mut grey = vec![0xee; width * MODULE * height * MODULE];
    let mut left = AROUND;
    for code in &codes {
        for (y, x) in (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (y, x))) {
            if code.get_module(x, y) {
                let place = |n: i32| usize::try_from(n).expect("inside") * MODULE;
                for row in 0..MODULE {
                    let at = (AROUND * MODULE + place(y) + row) * width * MODULE + left * MODULE + place(x);
                    grey[at..at + MODULE].fill(0x22);
                }
            }
        }
        left += side(code);
    }
    (width * MODULE, grey)
}

#[test]
fn one_picture_of_the_sheet_brings_the_words_and_the_card() {
    let words = ukhwah_crypto::RecoveryCode::from_seed([7; 20]).expose_words().join(" ");
    let card = format!("https://sync.example.org {}", "ab".repeat(32));
    for codes in [[words.as_str(), &card], [&card, &words]] {
        let (width, grey) = drawn(&codes);
        let read = codes::sorted(picture::codes_in(width, &grey));
        assert_eq!(read, SyncCodesView { text: Some(card.clone()), words: Some(words.clone()) });
    }
    let (width, grey) = drawn(&["tel:999", &card]);
    assert_eq!(codes::sorted(picture::codes_in(width, &grey)).text, Some(card));
    let (width, grey) = drawn(&["tel:999"]);
    assert_eq!(codes::sorted(picture::codes_in(width, &grey)).text.as_deref(), Some("tel:999"));
    assert_eq!(picture::codes_in(8, &[0xee; 64]), Vec::<String>::new());
    assert_eq!(picture::codes_in(0, &[]), Vec::<String>::new());
}

#[test]
fn the_card_on_the_sheet_reads_as_one_and_does_not_name_the_app() {
    let card = ServerCard {
        origin: "https://sync.example.org".to_owned(),
        fingerprint: Fingerprint([0xAB; 32]),
        authority: None,
    };
    let paper = card.on_paper();
    assert_eq!(ServerCard::parse(&paper.code), Some(card.clone()));
    assert_eq!(ServerCard::parse(&format!("{}\n{}", paper.address, paper.figures)), Some(card));
    assert!(!paper.code.contains("ukhwah"));
}

#[test]
fn a_certificate_goes_along_with_the_card_as_long_as_a_camera_can_read_it() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let origin = "https://sync.example.org".to_owned();
    let card = |pem: &str| ServerCard {
        origin: origin.clone(),
        fingerprint: Fingerprint([0xAB; 32]),
        authority: Some(pem.as_bytes().to_vec()),
    };
    let one = card(&made.cert.pem().replace('\r', ""));
    let (width, grey) = drawn(&[&one.on_paper().code]);
    let scanned = codes::sorted(picture::codes_in(width, &grey)).text.expect("read");
    let read = ServerCard::parse(&scanned).expect("a card");
    assert_eq!((&read.origin, read.fingerprint), (&one.origin, one.fingerprint));
    let pem = String::from_utf8(read.authority.clone().expect("a certificate")).expect("text");
    let lines = |pem: &str| pem.split_whitespace().collect::<String>();
    assert_eq!(lines(&pem), lines(&made.cert.pem()));
    assert_eq!(ServerCard::parse(&read.to_text().replace(' ', "\n")), Some(read), "and once more");

    let many = card(&made.cert.pem().repeat(9)).on_paper();
    assert_eq!(ServerCard::parse(&many.code).expect("a card").authority, None);
    assert!(many.needs_certificate);
    for spoilt in ["cert:", "cert:AAAA", "cert:-----", "cert:AAAA.BBBB"] {
        assert_eq!(ServerCard::parse(&format!("{origin} {} {spoilt}", "ab".repeat(32))), None, "{spoilt}");
    }
}

#[test]
fn what_the_camera_sees_is_read_and_what_is_no_picture_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = crate::testing::app(folder.path());
    let scan = |width: usize, grey: &[u8]| {
        let width = u32::try_from(width).expect("a width");
        app.sync_codes_scan(SyncFrameRequest { width, grey: hex::encode(grey) }).map_err(|error| error.code)
    };
    let card = format!("https://sync.example.org {}", "ab".repeat(32));
    let (width, grey) = drawn(&[&card]);
    assert_eq!(scan(width, &grey), Ok(SyncCodesView { text: Some(card), words: None }));
    assert_eq!(scan(8, &[0xee; 64]), Ok(SyncCodesView { text: None, words: None }));
    for (width, grey) in [(0, &[0; 8][..]), (8, &[]), (8, &[0; 63]), (1, &[0; 2_000_001])] {
        assert_eq!(scan(width, grey), Err(ErrorCode::BadRequest), "{width} {}", grey.len());
    }
    let odd = SyncFrameRequest { width: 1, grey: "abc".to_owned() };
    assert_eq!(app.sync_codes_scan(odd).expect_err("no pixels").code, ErrorCode::BadRequest);
}

#[test]
fn a_keyring_that_is_not_taken_is_told_of_until_it_is_as_it_should_be() {
    let member = Member::new();
    let link = member.copies();
    assert_eq!((link.trouble, link.notices), (None, vec![]));

    let good = member.account.state().clone();
    member.account.state().devices.push(ListedDevice { id: DeviceId([9; 16]), last_day: 0 });
    assert_eq!(member.copies().notices, [], "it is asked for once a day, or when it is news");
    member.app.sync.pace().heard_news(pace::Stand { heads: vec![], revision: 0 }, true, DateTime::UNIX_EPOCH);
    assert_eq!(member.copies().notices, [SyncNotice::StrangeDevice]);
    // Nor does a new start make it forgotten.
    *member.app.sync.told() = desk::Told::default();
    assert_eq!(member.app.sync_view().expect("shown").link.expect("linked").notices, [SyncNotice::StrangeDevice]);

    *member.account.state() = KeyringState { revision: good.revision + 1, epoch: good.epoch + 1, ..good.clone() };
    assert_eq!(member.copies().notices, [SyncNotice::UnprovenKeyring]);
    *member.account.state() = good;
    let link = member.copies();
    assert_eq!((link.trouble, link.notices), (None, vec![]));
}

#[test]
fn what_was_under_way_when_the_app_was_locked_is_no_other_copy() {
    let member = Member::new();
    member.copies();
    let before = member.app.needs_link().expect("linked");
    member.app.sync.forget();
    assert!(before.server.is_copied(), "it does not log in again");
    let superseded = Fault::refused(Refusal::TokenSuperseded);
    member.app.note_outcome(&Outcome { stopped: Some(Stop::Server(superseded)), ..Outcome::default() });
    assert_eq!(member.app.sync.told().trouble, Some(SyncTrouble::Failed));
    assert_eq!(member.copies().trouble, None);
}

#[test]
fn an_old_keyring_is_told_of_after_a_day() {
    let member = Member::new();
    member.account.state().revision -= 1;
    assert_eq!(member.copies().notices, []);
    member.app.device.set_now("2026-03-06T03:59:00Z");
    assert_eq!(member.copies().notices, []);
    member.app.device.set_now("2026-03-06T04:00:00Z");
    assert_eq!(member.copies().notices, [SyncNotice::OldKeyring]);
}

#[test]
fn a_copy_of_another_device_stays_out_also_after_a_new_start_until_the_person_leaves() {
    let is_taken = Arc::new(AtomicBool::new(false));
    let taken = Arc::clone(&is_taken);
    let member = Member::at(move |account, request, stream| {
        if taken.load(Ordering::SeqCst) && !request.line.contains("/v1/auth/") {
            fake::refuse(stream, Refusal::TokenSuperseded, &[]);
        } else {
            account.serve(request, stream, 1);
        }
    });
    assert_eq!(member.copies().trouble, None);
    is_taken.store(true, Ordering::SeqCst);
    for _ in 0..2 {
        assert_eq!(member.copies().trouble, Some(SyncTrouble::CopyOfAnother));
        // As a new start finds it.
        member.app.sync.forget();
        *member.app.sync.told() = desk::Told::default();
        let link = member.app.sync_view().expect("shown").link.expect("linked");
        assert_eq!(link.trouble, Some(SyncTrouble::CopyOfAnother));
    }
    assert_eq!(member.server.asked("POST /v1/auth/token"), 1);
    let left = member.app.sync_leave(SyncLeaveRequest { erase_server: false }).expect("left");
    assert!(left.sync.link.is_none() && !left.still_listed, "it is not the one that the others list");
}

#[test]
fn an_app_that_is_put_away_sends_what_is_left_unless_the_person_wants_to_be_asked() {
    let member = Member::new();
    member.copies();
    let pending = |now: &str| {
        member.app.device.set_now(now);
        member.app.shift_done().expect("written");
        let before = member.app.sync_view().expect("shown").link.expect("linked").pending;
        member.app.sync_leaving();
        (before > 0, member.app.sync_view().expect("shown").link.expect("linked").pending > 0)
    };
    assert_eq!(pending("2026-03-06T04:00:00Z"), (true, false));
    member.app.sync_save(SyncSaveRequest { on_request: true }).expect("kept");
    assert_eq!(pending("2026-03-07T04:00:00Z"), (true, true));
    member.app.sync_save(SyncSaveRequest { on_request: false }).expect("kept");
    // Nor is a server asked that has just failed.
    member.app.device.set_now("2026-03-08T04:00:00Z");
    member.app.sync.pace().note_failure(None, member.app.clock.now());
    assert_eq!(pending("2026-03-08T04:00:00Z"), (true, true));
}
