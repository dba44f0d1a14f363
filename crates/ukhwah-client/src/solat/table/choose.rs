//! Tables from a file; and what becomes of a table that was checked.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use ukhwah_solat::malaysia::Zone;
use ukhwah_solat::table::MAX_BYTES;

use super::OfficialTimes;
use super::check::{FoundTable, nothing};
use crate::app::App;
use crate::error::{ErrorCode, IpcError};
use crate::host::FileKind;
use crate::solat::settings::{religious, zone_of};
use crate::solat::{PrayerSettingsView, TableAcceptRequest, TableCheckView};

impl App {
    /// Lets the person choose the file of an official table for the zone, and checks it. Nothing is used yet.
    ///
    /// # Errors
    /// [`ErrorCode::BadRequest`] without a zone, [`ErrorCode::Cancelled`], or why the file cannot be read.
    pub fn table_choose(&self) -> Result<TableCheckView, IpcError> {
        let zone = self.table_zone()?;
        let file = self.host.choose_file(FileKind::Table).ok_or(ErrorCode::Cancelled)?;
        let bytes = content(&file)?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.take_table(&bytes, zone, name, || false)
    }

    /// Uses the table that was checked last: its good times, and those of every confirmed shift.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] if none waits, or the zone was changed meanwhile; [`ErrorCode::BadRequest`] if nothing
    /// of it can be used.
    pub fn table_accept(&self, request: TableAcceptRequest) -> Result<PrayerSettingsView, IpcError> {
        let zone = self.table_zone()?;
        let found = self.chosen().table.take().filter(|found| found.zone == zone).ok_or(ErrorCode::NotFound)?;
        let confirmed: BTreeSet<u32> = request.shifts.into_iter().collect();
        let mut index = 0..;
        let times = found.verdict.replacements(|_| index.next().is_some_and(|index| confirmed.contains(&index)));
        if times.is_empty() {
            return Err(ErrorCode::BadRequest.into());
        }
        self.with_open(|open| {
            let mut official = OfficialTimes::read(&open.store, zone)?;
            official.add(&times);
            official.keep(&mut open.store, zone)?;
            self.write_cards(&open.store);
            Ok(())
        })?;
        self.prayer_settings_view()
    }

    /// Goes back to computed times for the zone.
    ///
    /// # Errors
    /// [`ErrorCode::BadRequest`] without a zone, or if it cannot be written.
    pub fn table_forget(&self) -> Result<PrayerSettingsView, IpcError> {
        let zone = self.table_zone()?;
        self.with_open(|open| {
            OfficialTimes::default().keep(&mut open.store, zone)?;
            self.write_cards(&open.store);
            Ok(())
        })?;
        self.prayer_settings_view()
    }

    /// The zone whose tables can be used now.
    pub(super) fn table_zone(&self) -> Result<Zone, IpcError> {
        self.reading(|store, _| {
            religious(store.read())?;
            Ok(zone_of(store.read())?.ok_or(ErrorCode::BadRequest)?)
        })
    }

    /// Checks a table and keeps it for the next step, unless the app was locked, or the fetch stopped, meanwhile.
    pub(super) fn take_table(
        &self,
        bytes: &[u8],
        zone: Zone,
        from: String,
        mut is_stopped: impl FnMut() -> bool,
    ) -> Result<TableCheckView, IpcError> {
        let language = self.language();
        let found = FoundTable::read(bytes, zone, language);
        let view = match &found {
            Ok(found) => found.view(from, language),
            Err(refusal) => nothing(from, zone, Some(refusal.clone())),
        };
        // The lock takes the session before it drops what waits: whoever holds it open knows that nothing was dropped.
        self.with_open(|_| {
            if is_stopped() {
                return Err(ErrorCode::Cancelled.into());
            }
            self.chosen().table = found.ok();
            Ok(())
        })?;
        Ok(view)
    }
}

fn content(file: &Path) -> Result<Vec<u8>, ErrorCode> {
    let opened = File::open(file).map_err(|_| ErrorCode::FileUnreadable)?;
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    opened.take(most + 1).read_to_end(&mut bytes).map_err(|_| ErrorCode::FileUnreadable)?;
    if bytes.len() > MAX_BYTES { Err(ErrorCode::FileTooLarge) } else { Ok(bytes) }
}
