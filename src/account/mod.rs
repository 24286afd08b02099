//! The menus of the account: their routes, read with few requests and written so that nothing is lost.
//!
//! # Layout
//!
//! - `account` finds the menu of an operation, `ivrs` what the account has of them, `choosing` those that are meant;
//!   `inventory` holds all of it.
//! - `menu` holds what this run knows of one menu; `reading`, `creating` and `writing` are its operations.
//! - `claiming` makes them wait for a key, `keys` decides whether it is free, held, or part of a ring; `wishes` holds who is
//!   to get which key, `activity` tells how long it makes sense to wait.
//! - `adoption` recognises the route of a create whose answer was lost.
//! - `error`, `missing` and `taken` say what went wrong; `candidate` lists what there is instead.
//! - `planned_keys` finds two routes planned for one key, `destroy_guard` a route that is both kept and destroyed.

mod account;
mod activity;
mod adoption;
mod candidate;
mod choosing;
mod claiming;
mod creating;
mod destroy_guard;
mod error;
mod inventory;
mod ivrs;
mod keys;
pub mod lookup;
mod menu;
mod missing;
mod planned_keys;
mod reading;
mod session;
mod taken;
mod wishes;
mod writing;

pub use account::Menus;
pub use candidate::{Candidate, listed};
pub use destroy_guard::{DestroyGuard, Origin};
pub use error::Error;
pub use inventory::{Inventory, IvrContents, MenuContents};
pub use missing::Missing;
pub use planned_keys::PlannedKeys;
pub use session::{Account, Connection, Session};
pub use taken::Taken;

#[cfg(test)]
mod any_answer_test;
