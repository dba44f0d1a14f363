//! Tables as comma-separated values.

use ::csv::{ReaderBuilder, StringRecord};

use super::{ReadError, Row, cells, clip};
use crate::malaysia::Zone;

/// The columns that are read: the name in messages, and every name they may have in a heading.
const ZONE: (&str, &[&str]) = ("zone", &["zone", "zon", "kod zon", "jakimcode"]);
const DATE: (&str, &[&str]) = ("date", &["date", "tarikh", "gregorian", "miladi"]);
const TIMES: [(&str, &[&str]); 6] = [
    ("fajr", &["fajr", "subuh", "subh"]),
    ("syuruk", &["syuruk", "shuruk", "sunrise"]),
    ("dhuhr", &["dhuhr", "zohor", "zuhur", "zuhr"]),
    ("asr", &["asr", "asar"]),
    ("maghrib", &["maghrib"]),
    ("isha", &["isha", "isyak", "isya"]),
];

/// Where the columns stand.
struct Columns {
    zone: Option<usize>,
    date: usize,
    times: [usize; 6],
}

impl Columns {
    fn of(heading: &StringRecord) -> Result<Self, ReadError> {
        let needed = |column: (&'static str, &[&str])| find(heading, column)?.ok_or(ReadError::NoColumn(column.0));
        let mut times = [0; 6];
        for (place, column) in times.iter_mut().zip(TIMES) {
            *place = needed(column)?;
        }
        Ok(Self { zone: find(heading, ZONE)?, date: needed(DATE)?, times })
    }
}

fn find(heading: &StringRecord, (column, names): (&'static str, &[&str])) -> Result<Option<usize>, ReadError> {
    let is_it = |name: &str| names.contains(&name.trim().to_lowercase().as_str());
    let mut places = heading.iter().enumerate().filter(|(_, name)| is_it(name)).map(|(place, _)| place);
    let found = places.next();
    if places.next().is_some() { Err(ReadError::TwoColumns(column)) } else { Ok(found) }
}

/// Hands each row of the wanted zone to `add`.
pub(super) fn read(
    text: &str,
    wanted: Zone,
    add: &mut impl FnMut(Row) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter(text)).from_reader(text.as_bytes());
    let columns = Columns::of(reader.headers()?)?;
    let (mut another, mut is_found) = (None, false);
    let mut record = StringRecord::new();
    while reader.read_record(&mut record)? {
        let cell = |place: usize| record.get(place).unwrap_or_default();
        if let Some(zone) = columns.zone.map(cell).filter(|zone| zone.parse() != Ok(wanted)) {
            another.get_or_insert_with(|| clip(zone));
            continue;
        }
        is_found = true;
        let row = record.position().map_or(0, ::csv::Position::line);
        let date = cell(columns.date);
        let date = cells::date(date).ok_or_else(|| ReadError::Date { row, text: clip(date) })?;
        add(Row { date, cells: columns.times.map(|place| cells::time(cell(place))) })?;
    }
    match another {
        Some(found) if !is_found => Err(ReadError::AnotherZone { wanted, found }),
        _ => Ok(()),
    }
}

/// The sign that stands most often in the heading.
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let count = |sign: u8| heading.bytes().filter(|byte| *byte == sign).count();
    [b'\t', b';', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}
