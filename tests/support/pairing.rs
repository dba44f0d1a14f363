//! Two apps that become devices of one person.

use ukhwah_client::app::App;
use ukhwah_client::sync::{SyncConfirmRequest, SyncJoinRequest, SyncPairRequest, SyncPairView, SyncTextRequest};

/// Joins an organization on a first device.
///
/// # Panics
/// If the server does not take it.
pub fn join(app: &App, invite: &str) {
    let request = SyncJoinRequest { text: invite.to_owned(), device_name: "Telefon".to_owned() };
    app.sync_join(request).expect("joined");
}

/// Lets `new` into the account of `old`. Nothing is copied yet.
///
/// # Panics
/// If one of the two refuses the other.
pub fn pair(old: &App, new: &App) {
    let card = old.sync_card().expect("a card").text;
    let offered = new.sync_pair_begin(SyncPairRequest { card, device_name: "Laptop".to_owned() });
    let SyncPairView::Offered { text, .. } = offered.expect("offered") else { panic!("it waits") };
    old.sync_offer_read(SyncTextRequest { text }).expect("read");
    let SyncPairView::Code { digits } = new.sync_pair_step().expect("stepped") else { panic!("a code") };
    old.sync_offer_confirm(SyncConfirmRequest { digits, name: "Laptop".to_owned() }).expect("confirmed");
    assert!(matches!(new.sync_pair_step(), Ok(SyncPairView::Done)), "it is in");
}
