//! The menus of the account: their routes, read and written so that nothing is lost.

mod account;
mod planned_keys;
mod presence;

pub use account::Menus;
pub use planned_keys::PlannedKeys;
