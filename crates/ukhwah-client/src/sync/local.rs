//! The engine's view of the open database.

use ukhwah_domain::id::RecordId as StoredId;
use ukhwah_domain::record::{Actor, Body};
use ukhwah_protocol::id::{RecordId, VersionHash};
use ukhwah_protocol::sealed::Sealed;
use ukhwah_store::{Placed, ShelfRow, StoreError, SyncTransaction, SyncedRow};
use ukhwah_sync::content::{self, Content};
use ukhwah_sync::keychain::Unreadable;
use ukhwah_sync::local::{
    Base, Link, Local, LocalError, Mark, Outline, Parcel, Row, Shelved, Transaction, Tray, Unread, Version,
};
use ukhwah_sync::made::Made;

use super::kept;
use crate::app::{App, Session};

/// The newest record format that this app may rewrite.
pub(crate) const READER: u16 = 1;

/// The database of an app, as long as it is open.
pub(super) struct OpenDatabase<'a> {
    app: &'a App,
    /// How many rows were written that the person may see.
    pub(super) came: u64,
}

impl<'a> OpenDatabase<'a> {
    pub(super) const fn new(app: &'a App) -> Self {
        Self { app, came: 0 }
    }
}

/// What went wrong in a transaction, until it is known who asked.
enum Failure<E> {
    Work(E),
    Store(StoreError),
}

impl<E> From<StoreError> for Failure<E> {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Local for OpenDatabase<'_> {
    fn transact<T, E: From<LocalError>>(
        &mut self,
        work: impl FnOnce(&mut dyn Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut session = self.app.session();
        let Session::Open(open) = &mut *session else {
            return Err(LocalError::Refused("the app is locked".to_owned()).into());
        };
        let mut came = 0;
        let done = open.store.sync(|tx| work(&mut Kept { tx, came: &mut came }).map_err(Failure::Work));
        match done {
            Ok(value) => {
                self.came += came;
                Ok(value)
            }
            Err(Failure::Work(error)) => Err(error),
            Err(Failure::Store(error)) => Err(local(error).into()),
        }
    }
}

fn local(error: StoreError) -> LocalError {
    match error {
        StoreError::DiskFull => LocalError::DiskFull,
        other => LocalError::Refused(other.to_string()),
    }
}

struct Kept<'t, 's> {
    tx: &'t mut SyncTransaction<'s>,
    came: &'t mut u64,
}

impl Transaction for Kept<'_, '_> {
    fn actor(&self) -> Result<Actor, LocalError> {
        Ok(self.tx.actor())
    }

    fn renew_actor(&mut self, actor: Actor) -> Result<(), LocalError> {
        self.tx.renew_actor(actor).map_err(local)
    }

    fn link(&self) -> Result<Link, LocalError> {
        let kept = self.tx.state(kept::LINK).map_err(local)?;
        let unreadable = || LocalError::Refused("where this device stands cannot be read".to_owned());
        kept.map_or_else(|| Ok(Link::default()), |bytes| Link::from_bytes(&bytes).ok_or_else(unreadable))
    }

    fn set_link(&mut self, link: &Link) -> Result<(), LocalError> {
        self.tx.set_state(kept::LINK, Some(&link.to_bytes())).map_err(local)
    }

    fn rows(&self, ids: &[RecordId]) -> Result<Vec<Row>, LocalError> {
        let ids: Vec<_> = ids.iter().map(stored).collect();
        rows(self.tx.rows(&ids))
    }

    fn outlines(&self, ids: &[RecordId]) -> Result<Vec<Outline>, LocalError> {
        let ids: Vec<_> = ids.iter().map(stored).collect();
        Ok(self.tx.rows(&ids).map_err(local)?.iter().map(outline).collect())
    }

    fn dirty(&self, after: Option<RecordId>, limit: usize) -> Result<Vec<Row>, LocalError> {
        rows(self.tx.dirty(after.as_ref().map(stored), limit))
    }

    fn unreadable(&self) -> Result<Vec<Row>, LocalError> {
        rows(self.tx.unreadable())
    }

    fn of_kind(&self, kind: u16) -> Result<Vec<Row>, LocalError> {
        rows(self.tx.of_kind(kind))
    }

    fn versions(&self) -> Result<Vec<Version>, LocalError> {
        let versions = self.tx.versions(content::CHECKPOINT).map_err(local)?.into_iter().map(|version| Version {
            id: wire(version.id),
            is_checkpoint: version.is_of_kind,
            base: version.base.map(base),
            is_unread: version.is_unread,
        });
        Ok(versions.collect())
    }

    fn count(&self) -> Result<u64, LocalError> {
        self.tx.count_nouns().map_err(local)
    }

    fn put(&mut self, rows: &[Row]) -> Result<(), LocalError> {
        for row in rows {
            let placed = match &row.content {
                Some(Content::Record(Body::Live(record))) if record.kind >= content::FIRST_NOUN => Placed::Noun(record),
                Some(content) => Placed::Other(content.kind()),
                None => Placed::Other(0),
            };
            let kept = SyncedRow {
                id: stored(&row.id),
                body: row.content.as_ref().map(Content::to_bytes),
                base: row.base.map(|base| (base.revision, base.hash.0)),
                dirty: row.dirty,
                pushed_n: row.pushed_n,
                unread: row.unread.as_ref().map(|unread| (unread.sealed.as_bytes().to_vec(), number(unread.why))),
            };
            self.tx.put(&kept, placed).map_err(local)?;
        }
        *self.came += rows.len() as u64;
        Ok(())
    }

    fn mark(&mut self, marks: &[Mark]) -> Result<(), LocalError> {
        for mark in marks {
            let base = mark.base.map(|base| (base.revision, base.hash.0));
            self.tx.mark(stored(&mark.id), base, mark.dirty, mark.pushed_n).map_err(local)?;
        }
        Ok(())
    }

    fn remove(&mut self, ids: &[RecordId]) -> Result<(), LocalError> {
        let ids: Vec<_> = ids.iter().map(stored).collect();
        self.tx.remove(&ids).map_err(local)
    }

    fn outbox(&self) -> Result<Vec<Parcel>, LocalError> {
        let unreadable = || LocalError::Refused("what is on its way cannot be read".to_owned());
        let mut parcels = Vec::new();
        for name in kept::OUTBOX {
            if let Some(bytes) = self.tx.state(name).map_err(local)? {
                parcels.extend(Parcel::all_from_bytes(&bytes).ok_or_else(unreadable)?);
            }
        }
        Ok(parcels)
    }

    fn set_outbox(&mut self, tray: Tray, parcels: &[Parcel]) -> Result<(), LocalError> {
        let bytes = (!parcels.is_empty()).then(|| Parcel::all_to_bytes(parcels));
        self.tx.set_state(kept::OUTBOX[tray as usize], bytes.as_deref()).map_err(local)
    }

    fn shelve(&mut self, copies: &[Shelved]) -> Result<(), LocalError> {
        let rows: Vec<_> = copies
            .iter()
            .map(|copy| ShelfRow {
                id: stored(&copy.id),
                kind: copy.content.kind(),
                body: copy.content.to_bytes(),
                held: copy.is_held,
            })
            .collect();
        self.tx.shelve(&rows).map_err(local)
    }

    fn shelf(&self) -> Result<Vec<Shelved>, LocalError> {
        let copies = self.tx.shelf().map_err(local)?.into_iter();
        copies
            .map(|copy| Ok(Shelved { id: wire(copy.id), content: content(&copy.body)?, is_held: copy.held }))
            .collect()
    }

    fn clear_shelf(&mut self, is_held: bool) -> Result<(), LocalError> {
        self.tx.clear_shelf(is_held).map_err(local)
    }

    fn hold_shelf(&mut self) -> Result<(), LocalError> {
        self.tx.hold_shelf().map_err(local)
    }

    fn set_keyring(&mut self, kept: &[u8]) -> Result<(), LocalError> {
        self.tx.set_state(kept::KEYRING, Some(kept)).map_err(local)
    }

    fn made(&self) -> Result<Made, LocalError> {
        Ok(self.tx.state(kept::MADE).map_err(local)?.map(|bytes| Made::from_bytes(&bytes)).unwrap_or_default())
    }

    fn set_made(&mut self, made: &Made) -> Result<(), LocalError> {
        self.tx.set_state(kept::MADE, Some(&made.to_bytes())).map_err(local)
    }

    fn rotation(&self) -> Result<Option<Vec<u8>>, LocalError> {
        self.tx.state(kept::ROTATION).map_err(local)
    }

    fn set_rotation(&mut self, kept: Option<&[u8]>) -> Result<(), LocalError> {
        self.tx.set_state(kept::ROTATION, kept).map_err(local)
    }
}

fn rows(found: Result<Vec<SyncedRow>, StoreError>) -> Result<Vec<Row>, LocalError> {
    found.map_err(local)?.into_iter().map(row).collect()
}

fn row(row: SyncedRow) -> Result<Row, LocalError> {
    Ok(Row {
        id: wire(row.id),
        content: row.body.as_deref().map(content).transpose()?,
        base: row.base.map(base),
        dirty: row.dirty,
        pushed_n: row.pushed_n,
        unread: row.unread.map(|(sealed, why)| Unread { sealed: Sealed::from_bytes(sealed), why: reason(why) }),
    })
}

fn outline(row: &SyncedRow) -> Outline {
    Outline {
        mark: Mark { id: wire(row.id), base: row.base.map(base), dirty: row.dirty, pushed_n: row.pushed_n },
        digest: row.body.as_deref().map(content::digest),
        is_unread: row.unread.is_some(),
    }
}

fn content(body: &[u8]) -> Result<Content, LocalError> {
    Content::read(body, READER).map_err(|_| LocalError::Refused("a stored record cannot be read".to_owned()))
}

const fn base((revision, hash): (u64, [u8; 32])) -> Base {
    Base { revision, hash: VersionHash(hash) }
}

fn stored(id: &RecordId) -> StoredId {
    StoredId::from_bytes(id.0)
}

fn wire(id: StoredId) -> RecordId {
    RecordId(*id.as_bytes())
}

/// The reasons by their stored number, which is the place in this list: only ever added to.
const REASONS: [Unreadable; 12] = [
    Unreadable::NotSealed,
    Unreadable::OtherSpace,
    Unreadable::OtherRecord,
    Unreadable::UnknownEpoch,
    Unreadable::OtherKey,
    Unreadable::Changed,
    Unreadable::Padding,
    Unreadable::ListMissing,
    Unreadable::EpochClosed,
    Unreadable::Newer,
    Unreadable::Malformed,
    Unreadable::NotMergeable,
];

fn number(why: Unreadable) -> u8 {
    let place = REASONS.iter().position(|reason| *reason == why).unwrap_or_default();
    u8::try_from(place).unwrap_or_default()
}

fn reason(number: u8) -> Unreadable {
    REASONS.get(usize::from(number)).copied().unwrap_or(Unreadable::NotSealed)
}
