//! Real apps that become the devices of one person.

use ukhwah_client::app::App;
use ukhwah_client::error::IpcError;
use ukhwah_client::sync::{
    SyncConfirmRequest, SyncJoinRequest, SyncLinkView, SyncOfferView, SyncPairRequest, SyncPairView, SyncTextRequest,
};

/// Joins as the first device.
///
/// # Errors
/// As the app says.
pub fn join(app: &App, invite: &str) -> Result<(), IpcError> {
    let request = SyncJoinRequest { text: invite.to_owned(), device_name: "Telefon".to_owned() };
    app.sync_join(request).map(|_| ())
}

/// Makes `new` another device of the same person. Nothing is copied yet.
///
/// # Panics
/// If it does not come to that.
pub fn pair(old: &App, new: &App) {
    let card = old.sync_card().expect("a card").text;
    let offered = new.sync_pair_begin(SyncPairRequest { card, device_name: "Laptop".to_owned() });
    let SyncPairView::Offered { text, .. } = offered.expect("offered") else { panic!("it waits") };
    let SyncOfferView::Answered { name } = old.sync_offer_read(SyncTextRequest { text }).expect("read");
    assert_eq!(name, "Laptop");
    let SyncPairView::Code { digits } = new.sync_pair_step().expect("stepped") else { panic!("a code") };
    confirm(old, &digits).expect("confirmed");
    assert!(matches!(new.sync_pair_step(), Ok(SyncPairView::Done)));
}

/// Types the digits that a new device shows.
///
/// # Errors
/// As the app says.
pub fn confirm(app: &App, digits: &str) -> Result<(), IpcError> {
    let request = SyncConfirmRequest { digits: digits.to_owned() };
    app.sync_offer_confirm(request).map(|_| ())
}

/// Copies, and sees that nothing stopped it.
///
/// # Panics
/// If something did, or something is left to be sent.
pub fn copies(app: &App) -> SyncLinkView {
    let link = app.sync_now().expect("linked").link.expect("linked");
    assert_eq!((link.trouble, link.pending), (None, 0), "{link:?}");
    link
}
