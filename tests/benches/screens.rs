//! What each screen asks of the core, on a profile larger than anyone's, and touch to address.
//!
//! `./dev bench` prints them with their limits beside: no screen over 16 ms.

#![forbid(unsafe_code)]

use divan::Bencher;
use ukhwah_client::help::{Channel, ContactRequest, ContactTarget, HelpRequest};
use ukhwah_tests::profile::{Profile, large};

fn main() {
    divan::main();
}

fn screen<T>(bencher: Bencher, ask: impl Fn(&Profile) -> T) {
    let profile = large();
    bencher.bench_local(|| ask(&profile));
}

#[divan::bench]
fn help(bencher: Bencher) {
    screen(bencher, |profile| profile.app.help_view(HelpRequest::default()).expect("Help"));
}

#[divan::bench]
fn today(bencher: Bencher) {
    screen(bencher, |profile| profile.app.today_view().expect("Today"));
}

#[divan::bench]
fn people(bencher: Bencher) {
    screen(bencher, |profile| profile.app.people_view().expect("People"));
}

#[divan::bench]
fn lines(bencher: Bencher) {
    screen(bencher, |profile| profile.app.lines_view().expect("lines"));
}

#[divan::bench]
fn plan(bencher: Bencher) {
    screen(bencher, |profile| profile.app.plan_view().expect("Plan"));
}

#[divan::bench]
fn decks(bencher: Bencher) {
    screen(bencher, |profile| profile.app.decks_view().expect("decks"));
}

#[divan::bench]
fn versions(bencher: Bencher) {
    screen(bencher, |profile| profile.app.plan_versions().expect("versions"));
}

#[divan::bench]
fn settings(bencher: Bencher) {
    screen(bencher, |profile| profile.app.settings_view().expect("Settings"));
}

/// From the touch, as the core hears it, to the address handed to the opener.
#[divan::bench]
fn touch_to_address(bencher: Bencher) {
    screen(bencher, |profile| {
        let target = ContactTarget::Person { id: profile.first, number: 0 };
        profile.app.help_contact(ContactRequest { target, channel: Channel::Call, call_back: false }).expect("reached")
    });
}
