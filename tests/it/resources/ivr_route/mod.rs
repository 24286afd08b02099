//! `zendesk_ivr_route`, in the order of its life: created, planned, updated, replaced, drifting, lost, imported.

pub(super) mod account;

mod actions;
mod basic;
mod changed_pairs;
mod default_route;
mod disappears;
mod drift;
mod import;
mod kept_and_destroyed;
mod meta_arguments;
mod modes;
mod normalisation;
mod plan;
mod planned_keys;
mod proof;
mod replacement;
mod requests;
mod stale_plans;
mod stored_otherwise;
mod targets;
mod test_files;
mod two_addresses;
mod unknown_options;
mod unknown_values;
mod update;
mod validation;
mod validation_limits;
mod zero_ids;
