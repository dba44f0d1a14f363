//! From a touch to an address handed to the system: the number is built here and never comes from the interface.

use qrcodegen::{QrCode, QrCodeEcc};
use ukhwah_domain::help::{Address, HelpCard, LadderNumber, LadderPerson, lines_shown};
use ukhwah_domain::id::{NumberId, PersonId};
use ukhwah_domain::person::{Knows, Number, Person, PhoneNumber};
use ukhwah_domain::plan::Point;

use super::{Channel, ContactRequest, ContactTarget, ContactView, LineTarget, QrView, ladder::target};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::text;

/// Someone or something to reach, found by its name alone.
struct Found {
    name: String,
    to: Way,
    person: Option<PersonId>,
    knows: Knows,
}

enum Way {
    Number { number: PhoneNumber, whatsapp: Option<PhoneNumber> },
    Place(Point),
}

impl App {
    /// Hands the number or the place to the system, and gives it to be read, copied and scanned in any case.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if there is no such person, line or place; [`ErrorCode::BadRequest`] if it cannot be
    /// reached this way. That nothing opened is not an error: `handed_over` says so.
    #[expect(clippy::needless_pass_by_value, reason = "calls take their request by value")]
    pub fn help_contact(&self, request: ContactRequest) -> Result<ContactView, IpcError> {
        let found = self.find(&request.target)?;
        let message = if request.call_back { self.call_back(found.knows) } else { String::new() };
        let address = address(&found, request.channel, &message)?;
        let handed_over = self.host.open(&address).is_ok();
        if let (Some(person), Channel::Call | Channel::Whatsapp) = (found.person, request.channel) {
            self.desk.ask_about(Some((person, self.clock.now())));
        }
        Ok(self.contact_view(&found, handed_over))
    }

    pub(crate) fn show_place(&self, name: String, point: Point) -> ContactView {
        let handed_over = self.host.open(&Address::geo(point, &name)).is_ok();
        self.contact_view(&Found { name, to: Way::Place(point), person: None, knows: Knows::No }, handed_over)
    }

    fn contact_view(&self, found: &Found, handed_over: bool) -> ContactView {
        let (display, copy, code) = match &found.to {
            Way::Number { number, .. } => {
                (number.display(), number.dialled().to_owned(), Address::tel(number).to_string())
            }
            Way::Place(point) => (point.to_string(), point.to_string(), Address::geo(*point, "").to_string()),
        };
        let qr = if self.host.dials() { None } else { qr_view(&code) };
        ContactView { name: found.name.clone(), display, copy, qr, handed_over }
    }

    /// Opens a chat or an SMS to someone on the list with a message that is ready to be sent.
    ///
    /// # Errors
    /// As [`App::help_contact`].
    pub(crate) fn write_to(
        &self,
        id: PersonId,
        number: u32,
        channel: Channel,
        message: &str,
    ) -> Result<ContactView, IpcError> {
        let found = self.find(&ContactTarget::Person { id, number })?;
        let handed_over = self.host.open(&address(&found, channel, message)?).is_ok();
        Ok(self.contact_view(&found, handed_over))
    }

    /// "Please call me back", with a word of being off work where the person's own hours say so.
    fn call_back(&self, knows: Knows) -> String {
        let language = self.appearance().language;
        let asks =
            if knows.may_be_told() { text::call_back_knows(language) } else { text::call_back_discreet(language) };
        let work = self.desk.card().and_then(|card| card.work).unwrap_or_default();
        if work.at(self.clock.now()).is_off() {
            format!("{asks} {}", text::call_back_off_work(language))
        } else {
            asks.to_owned()
        }
    }

    fn find(&self, target: &ContactTarget) -> Result<Found, IpcError> {
        let card = self.desk.card().unwrap_or_else(|| HelpCard::builtin(self.appearance().language));
        match target {
            ContactTarget::Person { id, number } => self.find_person(&card, *id, *number),
            ContactTarget::Line { target } => self.find_line(&card, target),
            ContactTarget::Emergency => self.find_line(&card, &LineTarget::Builtin { code: "emergency".to_owned() }),
            ContactTarget::Place { index } => {
                let items = self.desk.items();
                let item = items.get(*index as usize).ok_or(ErrorCode::NotFound)?;
                let point = item.point.ok_or(ErrorCode::NotFound)?;
                Ok(Found { name: item.text.to_string(), to: Way::Place(point), person: None, knows: Knows::No })
            }
        }
    }

    /// Someone on the card, or, while the app is open, anyone on the list.
    fn find_person(&self, card: &HelpCard, id: PersonId, number: u32) -> Result<Found, IpcError> {
        let on_card = card.people.iter().find(|person| person.id == id).cloned();
        let person = match on_card {
            Some(person) => person,
            None => self.reading(|store, _| {
                let person = store.read().get::<Person>(id.into())?;
                let numbers = store.read().children::<Number>(id.into())?;
                let numbers: Vec<(NumberId, Number)> =
                    numbers.into_iter().map(|stored| (stored.id.into(), stored.value)).collect();
                Ok(LadderPerson::of(id, &person.value, &numbers))
            })?,
        };
        let LadderNumber { number, whatsapp, .. } =
            person.numbers.get(number as usize).cloned().ok_or(ErrorCode::NotFound)?;
        let chat = number.can_whatsapp(whatsapp).then(|| number.clone());
        Ok(Found {
            name: person.name.to_string(),
            to: Way::Number { number, whatsapp: chat },
            person: Some(id),
            knows: person.knows,
        })
    }

    fn find_line(&self, card: &HelpCard, wanted: &LineTarget) -> Result<Found, IpcError> {
        let lines = lines_shown(&card.lines, self.clock.now());
        let line = lines.open.into_iter().chain(lines.closed).chain([lines.emergency]);
        let line = line.into_iter().find(|line| target(line) == *wanted).ok_or(ErrorCode::NotFound)?;
        Ok(Found {
            name: line.name.to_string(),
            to: Way::Number { number: line.number, whatsapp: line.whatsapp },
            person: None,
            knows: Knows::No,
        })
    }
}

fn address(found: &Found, channel: Channel, message: &str) -> Result<Address, IpcError> {
    let address = match (&found.to, channel) {
        (Way::Number { number, .. }, Channel::Call) => Some(Address::tel(number)),
        (Way::Number { number, .. }, Channel::Sms) => Address::sms(number, message),
        (Way::Number { whatsapp, .. }, Channel::Whatsapp) => {
            whatsapp.as_ref().and_then(|number| Address::whatsapp(number, true, message))
        }
        (Way::Place(point), Channel::Map) => Some(Address::geo(*point, &found.name)),
        _ => None,
    };
    address.ok_or_else(|| ErrorCode::BadRequest.into())
}

/// A QR code that any phone's camera reads; `None` for a content that is too long for one.
pub(crate) fn qr_view(content: &str) -> Option<QrView> {
    let code = QrCode::encode_text(content, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{x},{y}h1v1h-1z"));
        }
    }
    Some(QrView { size: code.size().unsigned_abs(), path, content: content.to_owned() })
}
