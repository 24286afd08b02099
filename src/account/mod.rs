//! The account as a run knows it: read once for all nouns, failures too, and written so that nothing is lost.
//!
//! # Layout
//!
//! - `run` is the current run, with the connection to the account and what each noun remembers.
//! - `records` is the account that nouns call; `copy` is what the run has read, `tree` what it holds, `shared` a request
//!   whose outcome goes to everyone.
//! - `write_turn` is the right to write in a list; it creates exactly once.
//! - `lookup` finds by id, `named` by name, `error` says why an operation failed, `failure` makes the diagnostic.
//! - `references` is what the provider only reads: groups, phone numbers, greetings; `reference_list` a list of them.
//! - `data_source` is what data sources have in common, `sought` by which attribute they find one object, `name_map` the map of names to ids that some of them return.
//! - `managed` holds what Terraform is known to manage, `activity` whether the run is at work on anything.
//! - `destroy_guard` finds a record that one run both keeps and destroys; `addresses` words the errors about it, and
//!   `object` does it for nouns with names.
//! - `missing` is the error of a plan that names an IVR or a menu which isn't there.
//! - `inventory` is what an account holds, as a whole.

mod activity;
mod addresses;
mod copy;
mod data_source;
mod departing_routes;
mod destroy_guard;
mod each;
mod error;
mod failure;
mod inventory;
pub mod lookup;
mod managed;
mod missing;
mod name_map;
mod named;
mod object;
mod records;
mod reference_list;
mod references;
mod run;
mod shared;
mod sought;
mod tree;
mod write_turn;

#[cfg(test)]
mod copy_test;
#[cfg(test)]
mod test_account;
#[cfg(test)]
mod write_turn_test;

pub use activity::{Activity, Operation};
pub use addresses::Addresses;
pub use data_source::{AccountDataSource, LookUp};
pub use departing_routes::DepartingRoutes;
pub use destroy_guard::{DestroyGuard, Origin, new_origin};
pub use each::each;
pub use error::{Error, MayExist, Twice};
pub use failure::{DESTROY_ALL_THE_SAME, check_plan, ending_destroy, failure, not_refreshed};
pub use inventory::{Inventory, IvrContents, MenuContents};
pub use managed::Managed;
pub use missing::{missing_ivr, missing_menu};
pub use name_map::{Key, NameMap, id_map, name_map};
pub use named::{Named, NotOne, Wanted, by_id, by_name, named, nearest, only_one, same_name};
pub use object::{ObjectGuard, ObjectPrivate, PlannedFor, equals_made};
pub use records::{Account, Purpose};
pub use references::{Reference, Referenced};
pub use run::{Connection, Run, Session};
pub use sought::{FoundBy, not_determined};
pub use tree::{Kept, Place, Tree};
pub use write_turn::{Created, CreatedOnce, WriteTurn};
