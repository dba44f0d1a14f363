//! Safe places.

use serde::{Deserialize, Serialize};

use super::point::Point;
use super::text::{PlaceName, PlaceNote};
use crate::person::Position;
use crate::record::field::{fields, needed, optional, text, understood};
use crate::record::{Entity, FieldError, Fields, Kind, Value, read};

/// A place where the person is safe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Place {
    /// What it is called.
    pub name: PlaceName,
    /// What to know about it.
    pub note: Option<PlaceNote>,
    /// Where it is on the map.
    pub point: Option<Point>,
    /// Where it stands among the places.
    pub pos: Position,
    /// Whether Help shows it while the app is locked.
    pub on_lock_screen: bool,
}

impl Entity for Place {
    const KIND: Kind = Kind::Place;

    fn to_fields(&self) -> Fields {
        fields([
            ("name", text(&self.name)),
            ("note", optional(self.note.as_ref())),
            // One field, so that a merge cannot take the latitude of one edit and the longitude of another.
            ("point", optional(self.point.as_ref())),
            ("pos", text(&self.pos)),
            ("on_lock_screen", Value::Bool(self.on_lock_screen)),
        ])
    }

    fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
        Ok(Self {
            name: needed(fields, Self::KIND, "name")?,
            note: understood(fields, Self::KIND, "note")?,
            point: understood(fields, Self::KIND, "point")?,
            pos: needed(fields, Self::KIND, "pos")?,
            on_lock_screen: read::flag(fields, Self::KIND, "on_lock_screen")?.unwrap_or(false),
        })
    }
}
