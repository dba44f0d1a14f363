//! A device is removed: new keys, and a list of what stays valid of what the old ones sealed.

use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use ukhwah_crypto::close_list_hash;
use ukhwah_protocol::api::SyncApi;
use ukhwah_protocol::error::ErrorCode;
use ukhwah_protocol::id::{DeviceId, RecordId, VersionHash};
use ukhwah_protocol::message::{PushAnswer, PushItem, SpaceHead};

use super::{Engine, PASSES, random_id};
use crate::content::{CLOSE_LINES, Content, List};
use crate::keychain::{CannotRotate, Keychain, Removal, RotationTerms, TooLong};
use crate::local::{Base, Local, LocalError, Row, Transaction};
use crate::outcome::{Outcome, Stop};

/// A rotation that was begun, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct Begun {
    #[n(0)]
    device: DeviceId,
    #[n(1)]
    is_lost: bool,
    #[n(2)]
    erase: bool,
    /// The revision of the keyring that it starts from.
    #[n(3)]
    revision: u64,
    /// The keychain with the new keys.
    #[cbor(n(4), with = "minicbor::bytes")]
    kept: Vec<u8>,
    /// The records of the close list.
    #[n(5)]
    lists: Vec<RecordId>,
}

impl Begun {
    const fn removal(&self) -> Removal {
        Removal { device: self.device, is_lost: self.is_lost, erase: self.erase }
    }

    fn save(&self, tx: &mut dyn Transaction) -> Result<(), LocalError> {
        tx.set_rotation(Some(&minicbor::to_vec(self).expect("writing to memory does not fail")))
    }
}

/// How far an attempt came.
enum Attempt {
    Done,
    /// The space has changed meanwhile.
    Moved,
    /// The keyring has.
    KeyringMoved,
}

type Lines = Vec<(RecordId, VersionHash)>;

impl<A: SyncApi + ?Sized, L: Local, K: Keychain, R: CryptoRng> Engine<'_, A, L, K, R> {
    /// Removes one of the person's devices. What stops it is in the outcome; a removal that was begun goes on with the
    /// next sync.
    #[must_use]
    pub fn remove_device(mut self, removal: Removal) -> Outcome {
        let done = self.try_remove(removal);
        self.end(done)
    }

    fn try_remove(&mut self, removal: Removal) -> Result<(), Stop> {
        self.refresh_keyring()?;
        self.retry_if_due()?;
        self.pull()?;
        if !self.keys.lists(removal.device) {
            return Err(CannotRotate::NotListed.into());
        }
        if self.local.transact(|tx| tx.rotation())?.is_none() {
            self.begin(removal)?;
        }
        self.go_on_removing()?;
        self.exchange()
    }

    /// Goes on with a removal that was begun, if there is one.
    pub(super) fn go_on_removing(&mut self) -> Result<(), Stop> {
        for _ in 0..PASSES {
            let Some(begun) = self.begun()? else {
                return Ok(());
            };
            if begun.revision != self.keys.revision() {
                self.begin_again(&begun)?;
                continue;
            }
            let attempt = match self.attempt(begun) {
                // The list came too late: another keyring has closed the epoch.
                Err(stop) if stop.code() == Some(ErrorCode::EpochClosed) => Attempt::KeyringMoved,
                attempt => attempt?,
            };
            match attempt {
                Attempt::Done => return Ok(()),
                Attempt::Moved => self.pull()?,
                Attempt::KeyringMoved => {
                    if !self.refresh_keyring()? {
                        return Err(Stop::StillMoving);
                    }
                }
            }
        }
        Err(Stop::StillMoving)
    }

    fn begun(&mut self) -> Result<Option<Begun>, Stop> {
        let kept = self.local.transact(|tx| tx.rotation())?;
        kept.map(|kept| minicbor::decode(&kept).map_err(|_| CannotRotate::Damaged.into())).transpose()
    }

    fn begin(&mut self, removal: Removal) -> Result<(), Stop> {
        let next = self.keys.begin_rotation(&removal, self.random)?;
        let begun = Begun {
            device: removal.device,
            is_lost: removal.is_lost,
            erase: removal.erase,
            revision: self.keys.revision(),
            kept: next.to_kept(),
            lists: vec![random_id(self.random)],
        };
        Ok(self.local.transact(|tx| begun.save(tx))?)
    }

    /// The keyring is another one by now: ours, if the answer was lost, or that of another device. Either way there is
    /// nothing to go on with.
    fn begin_again(&mut self, begun: &Begun) -> Result<(), Stop> {
        self.local.transact(|tx| tx.set_rotation(None))?;
        if self.keys.lists(begun.device) {
            self.begin(begun.removal())?;
        }
        Ok(())
    }

    fn attempt(&mut self, mut begun: Begun) -> Result<Attempt, Stop> {
        let mut next = self.keys.resume_rotation(&begun.kept)?;
        let (head, lines) = self.lines(&begun)?;
        while begun.lists.len() * CLOSE_LINES < lines.len() {
            begun.lists.push(random_id(self.random));
        }
        let close_list =
            close_list_hash(lines.iter().map(|(id, hash)| (id.0, ukhwah_crypto::VersionHash(hash.0).half())));
        self.local.transact(|tx| begun.save(tx))?;
        let Some(head) = self.push_lists(&begun, next.epoch(), &lines, head)? else {
            return Ok(Attempt::Moved);
        };
        let head = SpaceHead { space: self.terms.space, head, open_epoch: next.epoch() };
        let terms = RotationTerms { removal: begun.removal(), close_list, head };
        let change = next.finish_rotation(self.keys, &terms, self.random)?;
        match self.server.change_keyring(&change) {
            Ok(_) => self.finish(next),
            Err(fault) => match fault.code() {
                Some(ErrorCode::HeadMoved) => Ok(Attempt::Moved),
                Some(ErrorCode::KeyringConflict) => Ok(Attempt::KeyringMoved),
                _ => Err(fault.into()),
            },
        }
    }

    /// Which version of each record stays valid, and where the space stands with them.
    fn lines(&mut self, begun: &Begun) -> Result<(u64, Lines), LocalError> {
        self.local.transact(|tx| {
            let versions = tx.versions()?.into_iter().filter(|version| !begun.lists.contains(&version.id));
            let lines = versions.filter_map(|version| Some((version.id, version.base?.hash))).collect();
            Ok((tx.link()?.seq, lines))
        })
    }

    /// Pushes the close list; returns the newest change with it, or none if another device came between.
    ///
    /// It is sealed under the keys that are about to be replaced: the new keyring names its hash, so nobody can forge it,
    /// and if that keyring never comes, every device can read what was left and clear it away.
    fn push_lists(
        &mut self,
        begun: &Begun,
        epoch: u32,
        lines: &[(RecordId, VersionHash)],
        mut head: u64,
    ) -> Result<Option<u64>, Stop> {
        let mut parts = lines.chunks(CLOSE_LINES);
        let rows = self.local.transact(|tx| tx.rows(&begun.lists))?;
        for id in &begun.lists {
            let list = List::close(epoch, parts.next().unwrap_or_default().iter().copied());
            let content = Content::List(list);
            let base = rows.iter().find(|row| row.id == *id).and_then(|row| row.base);
            let sealed =
                self.keys.seal(*id, &content.to_bytes(), self.random).map_err(|TooLong| CannotRotate::NoRoom)?;
            let hash = sealed.version_hash();
            let item = PushItem { id: *id, base_revision: base.map_or(0, |base| base.revision), sealed };
            let answers = self.server.push(self.terms.space, &[item])?;
            let [PushAnswer::Stored { revision, seq } | PushAnswer::Same { revision, seq }] = answers[..] else {
                return Ok(None);
            };
            let row = Row { content: Some(content), base: Some(Base { revision, hash }), ..Row::new(*id) };
            self.local.transact(|tx| tx.put(&[row]))?;
            self.rules = None;
            if seq != head + 1 {
                return Ok(None);
            }
            head = seq;
        }
        Ok(Some(head))
    }

    /// The server has taken the change: the new keys are this device's, and what they replace goes.
    fn finish(&mut self, next: K) -> Result<Attempt, Stop> {
        let epoch = next.epoch();
        self.local.transact(|tx| {
            tx.set_keyring(&next.to_kept())?;
            tx.set_rotation(None)
        })?;
        *self.keys = next;
        self.rules = None;
        self.server.ack_keyring(epoch)?;
        self.retry()?;
        Ok(Attempt::Done)
    }
}
