//! What happens in a run, and in which order.

use super::dice::Dice;

/// How many devices a person has at the beginning.
pub(crate) const DEVICES: usize = 5;

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// The person makes a record.
    Create,
    /// The person writes fields of a record, having seen all of it or what an editor that was open longer showed.
    Write,
    /// The person opens an editor, which will be saved later.
    OpenEditor,
    Trash,
    Restore,
    Erase,
    EraseMany,
    /// The person answers whether what another device erased is kept.
    Answer,
    Sync,
    Backup,
    /// The newest backup takes the place of the device's database; noticed at the start, unless the whole machine went
    /// back with it.
    ComeBack {
        is_noticed: bool,
    },
    /// The whole machine is copied, keys and all.
    Clone,
    ServerBackup,
    /// The server's backup takes the place of its database.
    ServerRestore {
        is_told: bool,
    },
    SetClock,
    Wait,
    Remove,
}

/// One step of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub(crate) act: Act,
    /// Which device; counted round those that there are.
    pub(crate) device: usize,
    /// From what its chance comes.
    pub(crate) dice: u64,
    /// Whether network and disks fail in it.
    pub(crate) is_rough: bool,
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "device {} {:?}{}", self.device, self.act, if self.is_rough { ", rough" } else { "" })
    }
}

/// What can happen in a run; not everything in each, so that simple runs happen too.
struct Kinds(Vec<Act>);

impl Kinds {
    fn of(dice: &mut Dice) -> Self {
        let mut acts = vec![Act::Create, Act::Create, Act::Write, Act::Write, Act::Write, Act::OpenEditor, Act::Wait];
        acts.extend([Act::Sync; 10]);
        let is_copied = dice.once_in(2);
        let mut perhaps = |times, some: &[Act]| {
            if dice.once_in(times) {
                acts.extend_from_slice(some);
            }
        };
        perhaps(2, &[Act::Trash, Act::Restore]);
        perhaps(2, &[Act::Erase]);
        perhaps(4, &[Act::EraseMany, Act::Answer, Act::Create, Act::Create, Act::Create, Act::Create]);
        perhaps(3, &[Act::Backup, Act::ComeBack { is_noticed: true }]);
        perhaps(2, &[Act::SetClock]);
        perhaps(3, &[Act::Remove]);
        // Never both: a server that forgets what one copy of a device wrote lets the other write under the same number.
        if is_copied {
            perhaps(2, &[Act::Backup, Act::ComeBack { is_noticed: false }]);
            perhaps(2, &[Act::Clone]);
        } else {
            perhaps(2, &[Act::ServerBackup, Act::ServerRestore { is_told: true }]);
            perhaps(2, &[Act::ServerBackup, Act::ServerRestore { is_told: false }]);
        }
        Self(acts)
    }
}

/// The steps of a run.
#[must_use]
pub fn plan(seed: u64) -> Vec<Step> {
    let mut dice = Dice::new(seed);
    let kinds = Kinds::of(&mut dice);
    let is_rough_at_all = !dice.once_in(4);
    let length = 20 + dice.below(100);
    let step = |_| Step {
        act: *dice.pick(&kinds.0).unwrap_or(&Act::Sync),
        device: dice.below(DEVICES + 2),
        dice: dice.roll(),
        is_rough: is_rough_at_all && dice.once_in(2),
    };
    (0..length).map(step).collect()
}
