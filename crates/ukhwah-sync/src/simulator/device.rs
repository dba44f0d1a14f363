//! One of the person's devices.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use ukhwah_domain::record::VersionVector;
use ukhwah_protocol::id::{DeviceId, RecordId};

use super::store::{DiskFaults, Store};

pub(crate) struct Device {
    pub(crate) id: DeviceId,
    pub(crate) store: Rc<RefCell<Store>>,
    pub(super) faults: Rc<RefCell<DiskFaults>>,
    pub(super) backup: RefCell<Option<Store>>,
    /// How far its clock is off, in milliseconds.
    pub(super) clock: Cell<i64>,
    /// The newest format that its version of the app knows.
    pub(super) reader: Cell<u16>,
    pub(super) is_busy: Cell<bool>,
    pub(super) is_gone: Cell<bool>,
    pub(super) editor: RefCell<Option<(RecordId, VersionVector)>>,
}

impl Device {
    pub(super) fn new(id: DeviceId, store: Store, reader: u16) -> Self {
        Self {
            id,
            store: Rc::new(RefCell::new(store)),
            faults: Rc::default(),
            backup: RefCell::new(None),
            clock: Cell::new(0),
            reader: Cell::new(reader),
            is_busy: Cell::new(false),
            is_gone: Cell::new(false),
            editor: RefCell::new(None),
        }
    }
}
