//! Every line with what the person set for it, in the order of Help.

use ukhwah_domain::help::{BuiltinLine, Line};
use ukhwah_domain::id::LineId;
use ukhwah_store::{Reader, StoreError, Stored, Transaction};

use crate::error::{ErrorCode, IpcError};
use crate::help::LineTarget;

/// A line as it stands in the list.
pub(super) struct Merged {
    /// The line, or the setting of a built-in one; none for a built-in line that nobody touched.
    pub(super) stored: Option<Stored<Line>>,
    pub(super) line: Line,
}

impl Merged {
    pub(super) fn target(&self) -> LineTarget {
        match (self.line.builtin, &self.stored) {
            (Some(builtin), _) => LineTarget::Builtin { code: builtin.code() },
            (None, Some(stored)) => LineTarget::Own { id: stored.id.into() },
            (None, None) => unreachable!("a line is built in or stored"),
        }
    }

    /// Whether it is 999, which nobody can hide or move.
    pub(super) fn is_fixed(&self) -> bool {
        self.line.builtin == Some(BuiltinLine::Emergency)
    }

    /// Changes the line, or what is set for it.
    pub(super) fn change(self, tx: &mut Transaction<'_>, change: impl FnOnce(&mut Line)) -> Result<(), StoreError> {
        let mut line = self.line;
        change(&mut line);
        match self.stored {
            Some(stored) => tx.update(stored.id, &line, &stored.seen),
            None => tx.create(&line).map(drop),
        }
    }
}

/// Every line, hidden ones too, 999 last.
///
/// Lines with a place stand first, then own lines without one, then the built-in lines in their own order. Of two
/// settings for one built-in line the smallest identifier counts. All this is the rule of
/// [`ukhwah_domain::help::lines_shown`]; a test holds the two together.
pub(super) fn merged(read: Reader<'_>) -> Result<Vec<Merged>, StoreError> {
    let (mut settings, own): (Vec<_>, Vec<_>) =
        read.all::<Line>()?.into_iter().partition(|stored| stored.value.builtin.is_some());
    settings.sort_by_key(|stored| stored.id);
    let own = own.into_iter().map(|stored| Merged { line: stored.value.clone(), stored: Some(stored) });
    let built_in = BuiltinLine::ALL.into_iter().map(|builtin| {
        let stored = settings.iter().find(|stored| stored.value.builtin == Some(builtin)).cloned();
        let stored = stored.filter(|_| builtin != BuiltinLine::Emergency);
        let line = stored.as_ref().map_or_else(|| Line::setting(builtin, false, None), |stored| stored.value.clone());
        Merged { stored, line }
    });
    let mut lines: Vec<Merged> = own.chain(built_in).collect();
    lines.sort_by(|a, b| order(a).cmp(&order(b)));
    Ok(lines)
}

fn order(merged: &Merged) -> impl Ord {
    let (pos, id) = (merged.line.pos.as_ref(), merged.stored.as_ref().map(|stored| LineId::from(stored.id)));
    let builtin = merged.line.builtin.filter(|_| pos.is_none());
    (merged.is_fixed(), pos.is_none(), pos, builtin, id)
}

/// Where a line stands among these.
pub(super) fn index_of(lines: &[Merged], target: &LineTarget) -> Result<usize, IpcError> {
    lines.iter().position(|line| line.target() == *target).ok_or_else(|| ErrorCode::NotFound.into())
}
