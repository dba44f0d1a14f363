//! What can leave for somebody else, by type.

use super::{Entity, Kind};
use crate::service::{ServiceEntry, Talk, Training};
use crate::story::Prepared;

/// A noun of which a copy can be made for somebody else, item by item, where the person picks it.
///
/// What makes such copies takes nothing but these, so what is not on the list has no way out: no journal, no prayer, no
/// routine, no path, nothing that is to be put right with somebody, and nothing of what the work weighs.
/// Of a story only a version that was [made ready](Prepared) is on it: not the story, not its parts, not what was left out.
///
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::service::Amend>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::routine::Mark>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::routine::RoutineItem>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::routine::PrayerSettings>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::journal::JournalEntry>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::journal::JournalTag>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::routine::Pause>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::routine::QuranEntry>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::checkin::CheckIn>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::path::PathGoal>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::path::PathEvent>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::path::PathCorrection>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::burden::Shift>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::burden::BalanceLine>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::story::Story>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::story::StoryPart>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::story::StoryWording>();
/// ```
/// ```compile_fail
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::story::StoryShare>();
/// ```
/// The same words with a noun of the list compile:
/// ```
/// fn leaves<E: ukhwah_domain::record::Shareable>() {}
/// leaves::<ukhwah_domain::service::ServiceEntry>();
/// leaves::<ukhwah_domain::story::Prepared>();
/// ```
pub trait Shareable: sealed::Listed {}

mod sealed {
    /// Only the list below writes this.
    pub trait Listed {}
}

macro_rules! shareable {
    ($($noun:ty),*) => {
        $(
            impl sealed::Listed for $noun {}
            impl Shareable for $noun {}
        )*

        impl Kind {
            /// The kinds of which copies can be made for somebody else.
            pub const SHAREABLE: &'static [Self] = &[$(<$noun>::KIND),*];
        }
    };
}

shareable!(ServiceEntry, Talk, Training);

// No record of its own: it is made of a version, for somebody, each time.
impl sealed::Listed for Prepared {}
impl Shareable for Prepared {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_shareable_but_what_is_on_the_list() {
        let numbers: Vec<u16> = Kind::SHAREABLE.iter().map(|kind| kind.number()).collect();
        assert_eq!(numbers, [44, 46, 47]);
    }
}
