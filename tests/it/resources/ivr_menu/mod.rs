//! `zendesk_ivr_menu`, in the order of its life.

mod account;

mod basic;
mod creating;
mod destroy;
mod disappears;
mod drift;
mod import;
mod plan;
mod validation;
