//! Which profile a start opens: the person's own, or one with example data beside it.

use crate::Core;

/// Asks for example data; `--demo=10y` for ten years of them.
const DEMO: &str = "--demo";

/// A profile of this device, each in a folder and with keys of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// The person's own.
    Own,
    /// The example.
    Demo,
    /// The example after ten years.
    TenYears,
}

impl Profile {
    /// The one that this start was asked for.
    pub(crate) fn asked_for() -> Self {
        Self::named(std::env::args())
    }

    /// What is misspelt opens an example, never the person's own.
    fn named(mut arguments: impl Iterator<Item = String>) -> Self {
        let asked = arguments.find_map(|argument| Some(argument.strip_prefix(DEMO)?.to_owned()));
        match asked.as_deref() {
            None => Self::Own,
            Some("=10y") => Self::TenYears,
            Some(_) => Self::Demo,
        }
    }

    /// What its folder is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Own => "profile",
            Self::Demo => "demo",
            Self::TenYears => "demo-10y",
        }
    }

    /// Whether it has example data.
    pub(crate) const fn is_example(self) -> bool {
        !matches!(self, Self::Own)
    }

    /// Opens it. An example is filled when it is opened for the first time.
    pub(crate) fn open(self, core: &Core) {
        match self {
            Self::Own => core.open(),
            Self::Demo => {
                core.open();
                if let Err(error) = core.fill_with_examples() {
                    tracing::error!(%error, "the example data was not written");
                }
            }
            Self::TenYears => core.open_with_ten_years(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &str) -> Profile {
        Profile::named(arguments.split(' ').map(str::to_owned))
    }

    #[test]
    fn whoever_asks_for_an_example_never_gets_his_own_profile() {
        assert_eq!(asked("ukhwah"), Profile::Own);
        assert_eq!(asked("ukhwah --hidden"), Profile::Own);
        assert_eq!(asked("ukhwah --demo"), Profile::Demo);
        assert_eq!(asked("ukhwah --hidden --demo=10y"), Profile::TenYears);
        for misspelt in ["ukhwah --demo=10", "ukhwah --demo=", "ukhwah --demo10y"] {
            assert_eq!(asked(misspelt), Profile::Demo, "{misspelt}");
        }
    }

    #[test]
    fn each_has_a_folder_to_itself() {
        let all = [Profile::Own, Profile::Demo, Profile::TenYears];
        let names: std::collections::BTreeSet<_> = all.map(Profile::name).into();
        assert_eq!(names.len(), all.len());
        assert!(!Profile::Own.is_example() && Profile::Demo.is_example() && Profile::TenYears.is_example());
    }
}
