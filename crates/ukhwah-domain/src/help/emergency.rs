//! What to do when someone is not waking up.

use serde::{Deserialize, Serialize};

/// Whether a clinician has reviewed these steps for this app; until one has, the screen says so.
pub const REVIEWED_BY_CLINICIAN: bool = false;

/// A step of "someone is not waking up", in order.
///
/// Source: World Health Organization, *Community management of opioid overdose* (2014): open the airway and check
/// breathing, call for help, resuscitate, the recovery position, stay until help comes. Chest compressions by hand alone
/// follow what the 999 call-taker directs. Naloxone is left out: these steps need nothing but hands and a telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EmergencyStep {
    /// Call 999 and put it on speaker.
    CallOnSpeaker,
    /// Look whether breathing is normal.
    CheckBreathing,
    /// Not breathing normally: press hard and fast on the chest, as 999 directs.
    PressChest,
    /// Breathing normally: lay on the side.
    LayOnSide,
    /// No food, no drink, no shower.
    GiveNothing,
    /// Stay.
    Stay,
    /// Tell the helpers what was taken.
    SayWhatWasTaken,
}

/// When a step is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// In any case.
    Always,
    /// Only if the person is not breathing normally.
    NotBreathing,
    /// Only if the person is breathing normally.
    Breathing,
}

impl EmergencyStep {
    /// All steps, in order.
    pub const ALL: [Self; 7] = [
        Self::CallOnSpeaker,
        Self::CheckBreathing,
        Self::PressChest,
        Self::LayOnSide,
        Self::GiveNothing,
        Self::Stay,
        Self::SayWhatWasTaken,
    ];

    /// The key of the step's text in the catalogue.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::CallOnSpeaker => "emergency_call_on_speaker",
            Self::CheckBreathing => "emergency_check_breathing",
            Self::PressChest => "emergency_press_chest",
            Self::LayOnSide => "emergency_lay_on_side",
            Self::GiveNothing => "emergency_give_nothing",
            Self::Stay => "emergency_stay",
            Self::SayWhatWasTaken => "emergency_say_what_was_taken",
        }
    }

    /// When the step is to be done.
    #[must_use]
    pub const fn when(self) -> When {
        match self {
            Self::PressChest => When::NotBreathing,
            Self::LayOnSide => When::Breathing,
            _ => When::Always,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_call_comes_first_and_breathing_decides_the_next() {
        assert_eq!(EmergencyStep::ALL[0], EmergencyStep::CallOnSpeaker);
        assert!(EmergencyStep::ALL.is_sorted());
        let after_the_look = EmergencyStep::ALL[2..4].iter().map(|step| step.when()).collect::<Vec<_>>();
        assert_eq!(after_the_look, [When::NotBreathing, When::Breathing]);
    }

    #[test]
    fn a_key_is_the_step_by_its_stored_name() {
        for step in EmergencyStep::ALL {
            let name = serde_json::to_value(step).expect("a step is JSON");
            assert_eq!(Some(step.key()), name.as_str().map(|name| format!("emergency_{name}")).as_deref());
        }
    }
}
