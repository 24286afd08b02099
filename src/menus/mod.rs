//! The menus of the account: their routes, read with few requests and written so that nothing is lost.
//!
//! # Layout
//!
//! - `account` finds the menu of an operation.
//! - `menu` holds what this run knows of one menu, `reading` and `writing` are its operations.
//! - `keys` decides whether a key may be taken, is waited for, or has to be freed by parking a route.
//! - `adoption` recognises the route of a create whose answer was lost.
//! - `planned_keys` finds two routes planned for one key.

mod account;
mod adoption;
mod error;
mod keys;
mod menu;
mod planned_keys;
mod reading;
mod writing;

pub use account::Menus;
pub use error::{Error, Taken};
pub use planned_keys::PlannedKeys;
