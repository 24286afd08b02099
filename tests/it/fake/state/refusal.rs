//! Why the account refuses a change.

/// Why the account refuses a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The IVR, the menu or the route isn't there.
    NotFound,
    /// Another route of the menu has the key.
    KeypressTaken,
    /// Another IVR has the phone number.
    NumberTaken,
    /// The menu is where calls start.
    DefaultMenu,
    /// `options` were sent without `action`.
    OptionsNeedAction,
    /// An option that the action needs is missing.
    OptionMissing(&'static str),
}
