//! `zendesk_ivr_routes_exclusive`, in the order of its life: created, planned, updated, drifting, lost, imported.

mod account;

mod basic;
mod deferred;
mod disappears;
mod drift;
mod import;
mod plan;
mod requests;
mod same_run;
mod strays;
mod test_files;
mod validation;
